"""What is told of names that made new bodies. Every organisation here is invented."""

import shlex

from domain.catalogue import Catalogue, Organisation
from use_cases.catalogue.meant_names import told_of


def test_the_command_that_is_proposed_holds_a_name_of_a_file_as_one_word_and_no_more():
    known = Catalogue(organisations=(Organisation(name="Harbour $(id) Board"),))
    (told,) = told_of(known, ["Harbour $(id) `Boarde`"], [])
    command = told.partition("If so: ")[2]
    assert '"' not in command
    assert shlex.split(command)[3:] == ["Harbour $(id) `Boarde`", "--into", "Harbour $(id) Board"]
