"""Pictures as they are published: nothing of the camera, upright, no larger than print needs, in plain colours."""

from __future__ import annotations

import io
import random
from pathlib import Path
from zlib import crc32

import pytest
from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin
from small import make_workspace

from rapport.blocks import Box, walk
from rapport.errors import UseError
from rapport.pictures import load_picture
from rapport.questionnaire import check_answers
from rapport.report import MarkupError, parse_html, preview_unit

PLACE = "59.33258, 18.06490"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def noise(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """A picture in which no two places are alike."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height)).convert(mode)


def camera_notes(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: make, place and how it was held."""
    exif = Image.Exif()
    exif[0x010F] = "KAMERAN"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = tuple(TiffImagePlugin.IFDRational(part) for part in (59, 19, 57))
    exif.get_ifd(0x8825)[29] = PLACE
    return exif


def saved(path: Path, picture: Image.Image, **options: object) -> Path:
    """The picture as a file, of the kind that its name says."""
    picture.save(path, **options)  # type: ignore[arg-type]
    return path


def opened(path: Path) -> Image.Image:
    """The picture as it is published."""
    published = load_picture(path)
    found = Image.open(io.BytesIO(published.data))
    found.load()
    assert found.size == (published.width, published.height)
    assert found.format == published.suffix.upper()
    return found


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG file."""
    return len(content).to_bytes(4, "big") + kind + content + crc32(kind + content).to_bytes(4, "big")


# --------------------------------------------------------------------------- what cameras write


def camera_jpeg(folder: Path, progressive: bool = False) -> Path:
    """A JPEG with every place where cameras and programs write."""
    path = saved(
        folder / "a.jpg", noise(), exif=camera_notes(), icc_profile=SRGB, comment="KAMERAN", progressive=progressive,
        xmp=f"<x:xmpmeta>{PLACE}</x:xmpmeta>".encode(),
    )  # fmt: skip
    data = path.read_bytes()
    (folder / "before.jpg").write_bytes(data)
    segments = b"".join(
        bytes([0xFF, kind]) + (len(text) + 2).to_bytes(2, "big") + text
        for kind, text in (
            (0xE2, b"MPF\0KAMERAN"),
            (0xEC, b"KAMERAN"),
            (0xED, b"Photoshop 3.0\0KAMERAN"),
            (0xE5, PLACE.encode()),
        )
    )
    small = io.BytesIO()
    noise(16, 12).save(small, "JPEG", exif=camera_notes())
    path.write_bytes(data[:2] + segments + data[2:] + small.getvalue() + b"KAMERAN")
    return path


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_keeps_its_pixels_and_colours_and_nothing_else(tmp_path: Path, progressive: bool) -> None:
    """No place, make, comment, XMP, thumbnail, second picture or text after its end."""
    path = camera_jpeg(tmp_path, progressive)
    published = opened(path)
    data = load_picture(path).data
    with Image.open(tmp_path / "before.jpg") as before:
        assert before.getexif().get_ifd(0x8825)[29] == PLACE
        assert published.tobytes() == before.convert("RGB").tobytes()
    assert not published.getexif()
    assert set(published.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "icc_profile",
        "progressive",
        "progression",
    }
    assert published.info["icc_profile"] == SRGB
    for trace in (b"KAMERAN", PLACE.encode(), b"Exif", b"xmp", b"MPF"):
        assert trace not in data
    assert data.count(b"\xff\xd8\xff") == 1
    assert data.endswith(b"\xff\xd9")


def test_a_png_keeps_its_pixels_and_colours_and_nothing_else(tmp_path: Path) -> None:
    """No text, time, camera data, further frame, chunk nobody knows or text after its end."""
    notes = PngImagePlugin.PngInfo()
    for add in (notes.add_text, notes.add_itxt):
        add("Comment", f"KAMERAN {PLACE}")
    notes.add_text("Zipped", f"KAMERAN {PLACE}", zip=True)
    path = saved(tmp_path / "a.png", noise(), pnginfo=notes, exif=camera_notes(), icc_profile=SRGB)
    data = path.read_bytes()
    unknown = chunk(b"kmRa", b"KAMERAN") + chunk(b"tIME", bytes(7))
    path.write_bytes(data[:33] + unknown + data[33:] + b"KAMERAN")
    published = opened(path)
    assert published.tobytes() == noise().tobytes()
    assert set(published.info) == {"icc_profile"}
    assert b"KAMERAN" not in load_picture(path).data
    assert load_picture(path).data.endswith(b"IEND\xaeB`\x82")


def test_a_thumbnail_in_the_first_segment_is_left_out(tmp_path: Path) -> None:
    """A cut or censored picture may show there what it showed before."""
    path = saved(tmp_path / "a.jpg", noise())
    data = path.read_bytes()
    thumbnail = b"\x02\x01" + b"KAMERA"
    assert data[2:4] == b"\xff\xe0"
    path.write_bytes(data[:4] + (16 + 6).to_bytes(2, "big") + data[6:18] + thumbnail + data[20:])
    assert b"KAMERA" in path.read_bytes()
    assert b"KAMERA" not in load_picture(path).data
    assert opened(path).tobytes() == Image.open(saved(tmp_path / "b.jpg", noise())).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_picture_is_turned_upright(tmp_path: Path, suffix: str, orientation: int) -> None:
    """However the camera was held, and the note about it is gone."""
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste("black", (0, 0, 20, 10))
    found = opened(saved(tmp_path / f"a.{suffix}", picture, exif=camera_notes(orientation)))
    width, height = (20, 40) if orientation > 4 else (40, 20)
    dark = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    x, y = width // 4 + dark[0] * width // 2, height // 4 + dark[1] * height // 2
    assert found.size == (width, height)
    assert sum(found.convert("RGB").getpixel((x, y))) < 100  # type: ignore[arg-type]
    assert not found.getexif()


# --------------------------------------------------------------------------- size and colours


def test_a_camera_s_full_size_is_resampled_and_keeps_its_colour_profile(tmp_path: Path) -> None:
    """The longest side is 2,400 pixels, 300 an inch over 20 cm."""
    stripes = Image.new("L", (6000, 4000))
    stripes.paste(255, (0, 0, 6000, 2000))
    found = opened(saved(tmp_path / "a.jpg", stripes.convert("RGB"), icc_profile=SRGB, exif=camera_notes()))
    assert found.size == (2400, 1600)
    assert found.info["icc_profile"] == SRGB
    assert not found.getexif()
    assert load_picture(tmp_path / "a.jpg").data.__len__() < (tmp_path / "a.jpg").stat().st_size


@pytest.mark.parametrize(
    ("name", "mode", "expected"),
    [
        ("a.jpg", "CMYK", "RGB"),
        ("a.png", "P", "P"),
        ("a.png", "1", "1"),
        ("a.png", "LA", "LA"),
        ("a.png", "RGBA", "RGBA"),
        ("a.gif", "P", "RGB"),
        ("a.tif", "CMYK", "RGB"),
        ("a.webp", "RGBA", "RGB"),
    ],
)
def test_every_kind_of_colour_is_shown_as_it_was(tmp_path: Path, name: str, mode: str, expected: str) -> None:
    """Those that Word or a browser does not show are made plain ones."""
    picture = Image.new("RGB", (40, 30), (200, 60, 20)).convert(mode)
    found = opened(saved(tmp_path / name, picture))
    assert found.mode == expected
    before, after = picture.convert("RGB").getpixel((5, 5)), found.convert("RGB").getpixel((5, 5))
    assert all(abs(one - other) <= 12 for one, other in zip(before, after, strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(40, 30), (3000, 30)])
def test_sixteen_bits_a_sample_become_eight(tmp_path: Path, size: tuple[int, int]) -> None:
    """Half as bright stays half as bright."""
    found = opened(saved(tmp_path / "a.png", Image.new("I;16", size, 32768)))
    assert found.mode == "L"
    assert found.getpixel((5, 5)) == 128


def test_a_transparent_picture_stays_transparent(tmp_path: Path) -> None:
    """Also when it is scaled down."""
    picture = Image.new("RGBA", (3000, 300), (0, 0, 0, 0))
    assert opened(saved(tmp_path / "a.png", picture)).getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_telephone_s_several_pictures_are_the_first_one(tmp_path: Path) -> None:
    """A JPEG like any other, also when it is turned."""
    path = tmp_path / "a.jpg"
    for orientation in (1, 6):
        noise().save(path, "MPO", save_all=True, append_images=[noise(20, 10)], exif=camera_notes(orientation))
        with Image.open(path) as before:
            assert getattr(before, "n_frames", 1) == 2
        assert opened(path).format == "JPEG"
        assert load_picture(path).data.count(b"\xff\xd8\xff") == 1


def test_a_moving_picture_is_its_first_frame(tmp_path: Path) -> None:
    """Paper does not move."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    for name in ("a.gif", "a.png"):
        found = opened(saved(tmp_path / name, frames[0], save_all=True, append_images=frames[1:]))
        assert getattr(found, "n_frames", 1) == 1
        assert found.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


# --------------------------------------------------------------------------- what is refused


def test_a_picture_is_known_by_its_content(tmp_path: Path) -> None:
    """Not by its name."""
    path = tmp_path / "a.png"
    noise().save(path, "JPEG")
    assert load_picture(path).suffix == "jpeg"


def test_a_picture_with_too_many_pixels_is_refused(tmp_path: Path) -> None:
    """A small file can hold a picture that takes all memory; it is never unpacked."""
    path = tmp_path / "bomb.png"
    head = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    for size in (head, (10_000).to_bytes(4, "big") * 2 + head[8:]):
        path.write_bytes(
            start.replace(chunk(b"IHDR", head), chunk(b"IHDR", size)) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
        )
        with pytest.raises(UseError, match=r"bomb\.png” har för många bildpunkter: spara den i lägre upplösning"):
            load_picture(path)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp"])
def test_a_cut_off_picture_is_refused(tmp_path: Path, name: str) -> None:
    """It would be printed grey from where it ends."""
    path = saved(tmp_path / name, noise(300, 300))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UseError, match="ingen bild som går att läsa"):
        load_picture(path)


@pytest.mark.parametrize("size", [(0, 20), (20, 0)])
def test_a_picture_without_extent_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    """It has no proportions to be shown in."""
    head = b"".join(side.to_bytes(4, "big") for side in size) + b"\x08\x02\x00\x00\x00"
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b""))
    with pytest.raises(UseError, match="ingen bild som går att läsa"):
        load_picture(path)


@pytest.mark.parametrize("data", [b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"P6 1 1 255 abc", b"<svg/>"])
def test_other_kinds_of_files_are_not_even_tried(tmp_path: Path, data: bytes) -> None:
    """Some of what the library knows starts other programs."""
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(UseError, match="ingen bild som går att läsa"):
        load_picture(path)


@pytest.mark.parametrize("alt", [None, "", "  ", "\u200b"])
def test_a_picture_without_words_is_told_while_it_is_written(tmp_path: Path, alt: str | None) -> None:
    """The check blocks it, and the preview has a marked hole in its place."""
    made, questionnaire = make_workspace(tmp_path)
    unit = made.assignment.unit("norr")
    picture = {"file": "0" * 64 + ".png", "credit": "Bo"} | ({} if alt is None else {"alt": alt})
    given = {"allt": {"bild": picture}}
    told = [finding.message for finding in check_answers(questionnaire, unit, given).blocking]
    assert "Bilden saknar alternativtext. Beskriv vad den visar för den som inte kan se den." in told
    holes = [block for block in walk(preview_unit(made, questionnaire, unit, given)) if isinstance(block, Box)]
    assert [hole.kind for hole in holes] == ["hole"]


@pytest.mark.parametrize("credit", [None, " ", "\u200b"])
def test_a_picture_without_its_maker_is_told_while_it_is_written(tmp_path: Path, credit: str | None) -> None:
    """The check blocks it."""
    made, questionnaire = make_workspace(tmp_path)
    picture = {"file": "0" * 64 + ".png", "alt": "x"} | ({} if credit is None else {"credit": credit})
    found = check_answers(questionnaire, made.assignment.unit("norr"), {"allt": {"bild": picture}}).blocking
    assert "Bilden saknar upphov. Skriv vem som har gjort den." in [finding.message for finding in found]


@pytest.mark.parametrize(
    "html", ['<img src="/x.png">', '<img src="/x.png" alt=" ">', '<chart categories="a"></chart>']
)
def test_what_is_shown_must_be_told_in_words(html: str) -> None:
    """A picture or chart of a template without alternative text is an error with its line."""
    with pytest.raises(MarkupError, match=r"egen.* rad 1: .*saknar alternativtext"):
        parse_html(html, "egen.html")
