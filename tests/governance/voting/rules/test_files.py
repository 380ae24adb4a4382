"""Election files: what they hold, and a sentence with a line for each flaw."""

import pytest
from django.utils import translation

from governance.voting.files import UnreadableFile, read_file

BLT = '2 1\n3 1 2 0\n2 2 0\n0\n"A"\n"B"\n"Two"\n'
TOI = (
    "# TITLE: Four\n# NUMBER ALTERNATIVES: 4\n# NUMBER VOTERS: 5\n"
    + "".join(f"# ALTERNATIVE NAME {n}: {c}\n" for n, c in enumerate("ABCD", 1))
    + "3: 1, {2,4}\n2: {1, 2, 3}, 4\n"
)
PB = (
    "META\nkey;value\nbudget;100\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost\n9;60\n10;50,00\nVOTES\nvoter_id;vote\n1;9,10\n2;10\n"
)


def read(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with translation.override("en"):
        return read_file(path)


def test_blt_with_everything_it_may_hold(tmp_path):
    text = (
        "\ufeff# a comment\n4 2 # options, seats\n-3\n\n"
        "2 1 - 2=4 0\n1 3 1 0\n1 2 2 1 0\n4 0\n0\n"
        '"A \\"x\\""\n"B # b" # c\n"C "c""\n"D"\n"Title"\n'
    )
    election = read(tmp_path, "a.blt", text)
    assert election.names == ('A "x"', "B # b", 'C "c"', "D")
    assert election.options == (1, 2, 4) and election.seats == 2
    assert election.profile == {(1, (2, 4)): 2, (1,): 1, (2, 1): 1, (): 4}
    assert election.title == "Title"


def test_preflib_with_equal_ranks(tmp_path):
    election = read(tmp_path, "a.toi", TOI)
    assert election.profile == {(1, (2, 4)): 3, ((1, 2, 3), 4): 2}
    assert election.names == tuple("ABCD") and election.title == "Four"


def test_pabulib(tmp_path):
    election = read(tmp_path, "a.pb", PB)
    assert election.names == ("9", "10")
    assert (election.costs, election.budget) == ((60, 50), 100)
    assert election.profile == {((1, 1), (2, 1)): 1, ((2, 1),): 1}
    assert election.draw.order([1, 2]) == [2, 1]  # ids as text: "10" before "9"


FLAWS = [
    ("a.txt", "x", "Files that end in"),
    ("a.blt", b"2 1\n\xff\n", "Line 2: This is not UTF-8 text."),
    ("a.blt", "", "Line 1: A BLT file starts with"),
    ("a.blt", "2\n", "Line 1: A BLT file starts with"),
    ("a.blt", "2 x\n", "Line 1: “x” is not a whole number"),
    ("a.blt", "2 1\n1 1 2\n0\n", "Line 2: A ballot must end with 0."),
    ("a.blt", "2 1\n1 3 0\n0\n", "Line 2: Option 3 does not exist: there are 2."),
    ("a.blt", "2 1\n1.5 1 0\n0\n", "Line 2: “1.5” is not a whole number"),
    ("a.blt", "2 1\n1 -2 0\n0\n", "Line 2: “-2” is not a whole number"),
    ("a.blt", "2 1\n1 1 0\n", "stops before the line “0”"),
    ("a.blt", '2 1\n0\n"A"\nB\n', "Line 4: A name in quotes was expected, not “B”."),
    ("a.blt", '2 1\n0\n"A"\n', "names 1 options and announces 2"),
    ("a.blt", '2 1\n0\n"A"\n"A"\n', "Line 4: Two options have the same name, “A”."),
    ("a.toi", "3: 1\n", "Line 1: A PrefLib file starts with"),
    ("a.toi", TOI.replace("3: 1", "3; 1"), "Line 8: A ballot is written like"),
    ("a.toi", TOI.replace("{2,4}", "{2,4"), "Line 8: This order cannot be read"),
    ("a.toi", TOI.replace("{2,4}", "5"), "Line 8: Option 5 does not exist"),
    ("a.toi", TOI.replace("VOTERS: 5", "VOTERS: 6"), "announces 6 voters and the"),
    ("a.toi", TOI.replace("NAME 3", "NAMED 3"), "does not name option 3"),
    ("a.soi", TOI, "Line 8: Equal ranks have no place in a .soi file."),
    ("a.toc", TOI, "Line 8: Every ballot of a .toc file ranks every option."),
    ("a.pb", "x\n", "Line 1: A Pabulib file starts with the line META."),
    ("a.pb", PB.replace(";cost", ";price"), "Line 6: The section PROJECTS lacks"),
    ("a.pb", PB.replace("approval", "telepathy"), "“telepathy” cannot be counted"),
    ("a.pb", PB.replace("9;60", "9;60.5"), "Line 7: “60.5” is not a whole amount."),
    ("a.pb", PB.replace("1;9,10", "1;9,11"), "Line 11: No project has the id “11”."),
    ("a.pb", PB.replace("1;9,10", "1;9,9"), "Line 11: A project is chosen twice"),
    ("a.pb", PB.replace("2;10", "2"), "Line 12: 2 values were expected here"),
    ("a.pb", PB.partition("VOTES")[0], "The section VOTES is missing or empty."),
    ("a.pb", PB.replace("approval", "cumulative"), "Line 11: This ballot needs one"),
    ("a.pb", PB.replace("9;60", '"9;60'), "A quotation mark is out of place."),
    ("a.json", "{\n,", "Line 2: This is not JSON."),
    ("a.json", "[]", "none of the keys"),
    ("a.json", '{"yes": 1.5}', "Write “1.5” as a fraction"),
    ("a.json", "[" * 100_000, "This is not JSON."),
    ("a.zip", "x", "This is not a verification bundle."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "sentence"), FLAWS)
def test_a_flaw_is_said_with_its_line(tmp_path, name, text, sentence):
    with pytest.raises(UnreadableFile) as unreadable:
        read(tmp_path, name, text)
    assert sentence in str(unreadable.value)


@pytest.mark.parametrize(
    "text",
    ['{"yes": -1, "roll_size": 3, "threshold": "1/2", "comparison": "more_than"}',
     '{"yes": 1, "roll_size": 3, "threshold": "0.5", "comparison": "more_than"}',
     '{"yes": 1, "threshold": "1/2", "comparison": "more_than"}',
     '{"coops": [{"yes": 1}]}', '{"coops": 3}', '{"delegations": [], "direct_votes": {}}',
     '{"coops": [{"coop": "A"}, {"coop": "A"}]}',
     '{"delegations": {"a": 3}, "direct_votes": {}}'],
)  # fmt: skip
def test_a_small_case_that_cannot_be_counted(tmp_path, text):
    case = read(tmp_path, "a.json", text)
    with pytest.raises(UnreadableFile):
        case.count()


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile):
        read_file(tmp_path / "none.blt")
