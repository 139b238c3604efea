"""`pressroom sdk`, as a real process."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from definitions import PETS
from processes import run


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    path = tmp_path / "pets.yaml"
    path.write_text(PETS)
    return path


def pages(pets: Path, out: Path | str, *more: str, language: str = "typescript-pages"):
    return run("sdk", str(pets), "--language", language, "-o", str(out), *more)


def test_a_library_is_written_to_a_folder_and_again_unchanged(pets: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "pages"
    ran = pages(pets, out)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "1 operation in" in ran.stderr
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert pages(pets, out, "--quiet").stderr == ""
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_edits_are_kept_and_conflicts_told(pets: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    pages(pets, out)
    page = out / "models" / "Pet.md"
    page.write_text(page.read_text().replace("Properties", "Members"))
    readme = out / "README.md"
    readme.write_text(readme.read_text().replace("Pets\n", "My pets\n", 1))
    pets.write_text(PETS.replace("title: Pets", "title: Animals"))
    ran = pages(pets, out)
    assert ran.returncode == 1
    assert "conflict: README.md:1:" in ran.stderr
    assert "Members" in page.read_text()
    assert readme.read_text().startswith("My pets\n")
    assert pages(pets, out).returncode == 0


def test_what_is_generated_no_more_is_removed(pets: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    pages(pets, out)
    assert (out / "services" / "PetsService.md").exists()
    pets.write_text(PETS.replace("/pets:", "/animals:"))
    pages(pets, out)
    assert [path.name for path in (out / "services").iterdir()] == ["AnimalsService.md"]


def test_a_zip_archive_goes_to_a_file_or_to_standard_output(pets: Path, tmp_path: Path) -> None:
    assert pages(pets, tmp_path / "pages.zip").returncode == 0
    content = (tmp_path / "pages.zip").read_bytes()
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "pets/models/Pet.md" in names
    assert "pets/.pressroom/report.txt" in names


def test_decisions_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    document = {"openapi": "3.1.0", "info": {}, "paths": {"/a": {"get": {"responses": {}}}}}
    path.write_text(json.dumps(document))
    ran = pages(path, tmp_path / "out")
    assert "2 decisions in" in ran.stderr
    report = (tmp_path / "out" / ".pressroom" / "report.txt").read_text()
    assert "GET /a: called 'get a' by its path [no-operation-id]" in report


@pytest.mark.parametrize(
    ("language", "out", "message"),
    [
        ("cobol", "out", "there is no SDK in 'cobol'; use one of "),
        ("typescript-pages", "pets.yaml", "is a file; -o takes a folder"),
    ],
)
def test_what_cannot_be_done_is_said(
    pets: Path, tmp_path: Path, language: str, out: str, message: str
) -> None:
    ran = pages(pets, tmp_path / out, language=language)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert pets.read_text() == PETS


def test_a_folder_of_another_language_or_a_broken_one_is_left_alone(
    pets: Path, tmp_path: Path
) -> None:
    out = tmp_path / "pages"
    pages(pets, out)
    ran = pages(pets, out, language="python-pages")
    assert (ran.returncode, "holds typescript-pages" in ran.stderr) == (2, True)
    (out / ".pressroom" / "generated.json.gz").write_bytes(b"broken")
    ran = pages(pets, out)
    assert (ran.returncode, "Can't read what was generated" in ran.stderr) == (2, True)


def test_a_folder_of_somebody_else_is_not_overwritten(pets: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "README.md").write_text("Mine.\n")
    ran = pages(pets, tmp_path / "out")
    assert ran.returncode == 1
    assert "README.md: it is there already" in ran.stderr
    assert (tmp_path / "out" / "README.md").read_text() == "Mine.\n"


def test_a_link_that_leads_nowhere_is_written_through(pets: Path, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere.md"
    out.mkdir()
    (out / "README.md").symlink_to(elsewhere)
    assert pages(pets, out).returncode == 0
    assert (out / "README.md").is_symlink()
    assert "PetsService" in elsewhere.read_text()


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_beside_it(
    pets: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "services").write_text("No folder.")
    ran = pages(pets, out)
    assert (ran.returncode, str(out / "services") in ran.stderr) == (2, True), ran.stderr
    assert not list(out.glob(".pressroom-*"))
