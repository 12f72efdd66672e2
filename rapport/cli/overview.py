"""The commands and what each does. Imports nothing, so that `rapport --help` is as quick as the interpreter."""

COMMANDS = (
    (
        "Enheternas underlag",
        (
            ("fill", "öppna en enhets frågor i terminalen"),
            ("submit", "kontrollera underlaget och skicka in det"),
            ("withdraw", "återkalla det som är inskickat"),
        ),
    ),
    (
        "Redaktörens arbete",
        (
            ("desk", "öppna redaktionens skrivbord"),
            ("status", "visa hur långt varje enhet har kommit"),
            ("comment", "kommentera ett svar eller hela underlaget"),
            ("resolve", "bocka av en kommentar"),
            ("return", "återsänd ett underlag för komplettering"),
            ("approve", "godkänn ett underlag"),
            ("reopen", "återöppna ett godkänt underlag"),
            ("waive", "gör rapporten utan en enhet"),
            ("unwaive", "vänta på en undantagen enhet igen"),
            ("choose", "välj vilken utgåva av en version som gäller"),
            ("remind", "skriv påminnelser om det som saknas"),
            ("log", "visa vem som har gjort vad och när"),
            ("undo", "ångra det senaste"),
        ),
    ),
    (
        "Enkäten",
        (
            ("survey import", "läs in svar ur en fil från ett enkätverktyg"),
            ("survey show", "visa svaren, räknade fråga för fråga"),
            ("guard", "visa det i de öppna svaren som kan peka ut någon"),
            ("guard mask", "ersätt sådant med […] i det som trycks"),
            ("guard keep", "låt sådant stå kvar"),
        ),
    ),
    (
        "Rapporten",
        (
            ("build", "bygg rapporten och dess bilagor"),
            ("check", "granska rapporten eller en Word-fil"),
            ("facts", "visa rapportens uppgifter och var de trycks"),
            ("source", "visa varifrån en text i rapporten kommer"),
            ("used", "visa var en enhets svar trycks"),
        ),
    ),
    (
        "Arbetsytan",
        (
            ("init", "skapa en ny arbetsyta, tom eller med exempeldata"),
            ("schema", "skriv ut JSON-schemat för filer med frågor"),
        ),
    ),
)
"""Commands with a short description each, under the heading they stand under."""

OPTIONS = (
    ("-C MAPP", "arbetsytans mapp (annars RAPPORT_WORKSPACE eller närmaste uppåt)"),
    ("--who NAMN", "vem du är (annars RAPPORT_WHO, annars inloggningsnamnet)"),
    ("--mouse", "använd musen i terminalen"),
    ("--version", "visa programmets version"),
    ("-h, --help", "visa den här hjälpen"),
)
"""Options of the program as a whole."""

USAGE = "rapport [-C MAPP] [--who NAMN] [--mouse] [KOMMANDO …]"
"""How the program is called."""


def help_of(command: str) -> str:
    """The short description of a command; empty for an unknown one."""
    return dict(entry for _, commands in COMMANDS for entry in commands).get(command, "")


def render_help() -> str:
    """The program's help."""
    lines = [f"Användning: {USAGE}", ""]
    lines += ["Samlar in underlag från flera enheter och gör en rapport i Word av dem."]
    lines += ["Utan kommando öppnas ett underlag i terminalen."]
    for heading, commands in COMMANDS:
        lines += ["", f"{heading}:"]
        lines += [f"  {name:<13} {text}" for name, text in commands]
    lines += ["", "Flaggor:"]
    lines += [f"  {name:<13} {text}" for name, text in OPTIONS]
    lines += ["", "Kör ”rapport KOMMANDO --help” för att läsa mer om ett kommando."]
    return "\n".join(lines) + "\n"
