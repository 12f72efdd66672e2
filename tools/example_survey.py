"""Make up the example survey: 43 answers that add up to the published figures. Writes `data/enkat/`.

Single answers of a survey like this are never published, so they can only be invented. The totals are set below;
who gives which answer is drawn with a fixed seed, so every run writes the same bytes. Each respondent has a leaning:
who sees no better coordination also tends to answer 'stämmer inte', and a sharp comment comes from a critical person.

Run it from the project's root: `python tools/example_survey.py`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rapport.files import load_yaml, write_atomic
from rapport.questionnaire import load_survey_questionnaire
from rapport.survey import (
    ANSWERS_FILE,
    LOG_FILE,
    Answers,
    Coder,
    Place,
    SurveyLog,
    render_answers,
    render_log,
    survey_places,
)
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "data" / "enkat"
OPEN_ANSWERS = ROOT / "tools" / "example_survey_answers.yaml"
SEED = 2014

NOTE = """\
Svaren är påhittade. Enskilda svar från den undersökning som exemplet bygger på har aldrig publicerats, och därför
har svaren här fördelats så att de tillsammans stämmer med de publicerade summorna. Ingen verklig person har
lämnat dem, och de öppna svaren är skrivna för exemplet.
"""

BACKGROUND = {
    "sektor": {"ideburen": 8, "offentlig": 35},
    "kon": {"kvinna": 38, "man": 5},
    "funktion": {"ledning": 21, "stod": 22},
    "tid": {"tre_ar": 34, "ett_ar": 9},
}
"""Respondents per background answer, as published."""

COORDINATION = {"battre": 31, "delvis": 7, "oforandrad": 5}
"""Question 1, as published."""

LEANING = {"battre": 1.0, "delvis": 0.3, "oforandrad": -0.6}
"""Centre of a respondent's leaning, by the answer to question 1."""

SCALE = ("helt", "delvis", "inte", "vet_ej")

ROLE = {
    "lagesbild": {
        "meningsfullt": (16, 13, 6, 6),
        "proffsigt": (14, 12, 5, 7),
        "givande": (12, 11, 6, 5),
        "vasentligt": (13, 9, 4, 4),
        "oersattligt": (7, 10, 8, 6),
        "legitimitet": (11, 8, 5, 4),
    },
    "kunskapsgrund": {
        "meningsfullt": (19, 13, 5, 6),
        "proffsigt": (17, 11, 5, 5),
        "givande": (18, 12, 6, 5),
        "vasentligt": (14, 11, 5, 4),
        "oersattligt": (10, 12, 7, 6),
        "legitimitet": (12, 9, 5, 4),
    },
    "strukturer": {
        "meningsfullt": (14, 14, 7, 6),
        "proffsigt": (13, 10, 6, 5),
        "givande": (9, 11, 5, 5),
        "vasentligt": (11, 10, 5, 3),
        "oersattligt": (5, 8, 6, 4),
        "legitimitet": (9, 7, 4, 3),
    },
    "information": {
        "meningsfullt": (15, 13, 7, 5),
        "proffsigt": (13, 13, 5, 6),
        "givande": (13, 10, 6, 4),
        "vasentligt": (10, 9, 4, 4),
        "oersattligt": (5, 7, 6, 4),
        "legitimitet": (9, 8, 4, 4),
    },
}
"""Question 2: how many gave each answer of `SCALE`, per target area and statement; the others of 43 left it blank."""

OPEN_TONES = {"positive": ("battre",), "mixed": ("battre", "delvis"), "critical": ("oforandrad", "delvis")}
"""Which answers to question 1 go with the tone of an open answer."""

Respondent = dict[str, Any]


def spread(counts: dict[str, int], rng: random.Random) -> list[str]:
    """Every answer as often as `counts` says, shuffled."""
    answers = [answer for answer, times in counts.items() for _ in range(times)]
    rng.shuffle(answers)
    return answers


def backgrounds(rng: random.Random) -> list[Respondent]:
    """One respondent per invited person, with background, answer to question 1 and nothing else."""
    columns = {name: spread(counts, rng) for name, counts in BACKGROUND.items()}
    coordination = spread(COORDINATION, rng)
    return [
        {
            "bakgrund": {name: column[index] for name, column in columns.items()},
            "omdome": {"samordning": answer},
            "roll": {area: {} for area in ROLE},
            "oppna": {},
        }
        for index, answer in enumerate(coordination)
    ]


def fill_statement(
    respondents: Sequence[Respondent], leanings: Sequence[float], area: str, statement: str, rng: random.Random
) -> None:
    """Give one statement its answers: the undecided and the least involved leave it, the best disposed agree."""
    agree, partly, disagree, unknown = ROLE[area][statement]
    involved = sorted(range(len(respondents)), key=lambda i: rng.random() - 0.25 * _followed_long(respondents[i]))
    answering = involved[: agree + partly + disagree + unknown]
    without_view = set(rng.sample(answering, unknown))
    ranked = sorted(
        (i for i in answering if i not in without_view), key=lambda i: leanings[i] + rng.gauss(0, 0.4), reverse=True
    )
    answers = ["helt"] * agree + ["delvis"] * partly + ["inte"] * disagree
    given = dict(zip(ranked, answers, strict=True)) | dict.fromkeys(without_view, "vet_ej")
    for index, answer in given.items():
        respondents[index]["roll"][area][statement] = answer


def _followed_long(respondent: Respondent) -> bool:
    return bool(respondent["bakgrund"]["tid"] == "tre_ar")


def fill_open(respondents: Sequence[Respondent], question: str, answers: Sequence[Any], rng: random.Random) -> None:
    """Hand out the open answers of one question, at most one to each respondent; the choosiest answer first."""
    free = list(range(len(respondents)))
    rng.shuffle(free)
    for answer in sorted(answers, key=_suitable):
        index = next(i for i in free if _suits(respondents[i], answer))
        free.remove(index)
        respondents[index]["oppna"][question] = answer["text"].strip()


def _suitable(answer: dict[str, Any]) -> tuple[int, int]:
    """Sorts answers with many demands on the respondent first."""
    return -len(answer.get("of", {})), -list(OPEN_TONES).index(answer["tone"])


def _suits(respondent: Respondent, answer: dict[str, Any]) -> bool:
    """Whether the answer contradicts nothing else the respondent has said."""
    background = respondent["bakgrund"]
    wanted = answer.get("of", {})
    return respondent["omdome"]["samordning"] in OPEN_TONES[answer["tone"]] and all(
        background[question] == value for question, value in wanted.items()
    )


def make_survey() -> list[Respondent]:
    """All answers by section, question and row; the same at every call."""
    rng = random.Random(SEED)
    respondents = backgrounds(rng)
    leanings = [LEANING[each["omdome"]["samordning"]] + rng.gauss(0, 0.5) for each in respondents]
    for area, statements in ROLE.items():
        for statement in statements:
            fill_statement(respondents, leanings, area, statement, rng)
    written = load_yaml(OPEN_ANSWERS).data()
    for question in ("arbete", "samverkan"):
        fill_open(respondents, question, written[question], rng)
    return respondents


def make_answers(places: Iterable[Place]) -> Answers:
    """The responses by column, numbered r01 to r43."""
    respondents = make_survey()
    columns = {}
    for place in places:
        coder = Coder()
        for each in respondents:
            answer = each[place.section].get(place.question, "")
            coder.add([answer.get(place.row, "") if place.row else answer])
        columns[place] = coder.done()
    return Answers(tuple(f"r{number:02}" for number in range(1, len(respondents) + 1)), columns)


def make_files() -> dict[str, bytes]:
    """The survey's files by name."""
    places = survey_places(load_survey_questionnaire(Workspace(ROOT)))
    return {ANSWERS_FILE: render_answers(make_answers(places)), LOG_FILE: render_log(SurveyLog(NOTE))}


def main() -> None:
    """Write the files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in make_files().items():
        write_atomic(TARGET / name, data, 0o644)


if __name__ == "__main__":
    main()
