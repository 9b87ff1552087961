from domain.access import LOCAL_VIEWER, Visibility
from tests.builders import a_source, a_study, a_viewer
from tests.stored import store_study

READER = a_viewer("kai@museum.example", organisation="Museum")


def ids_of(source):
    return {item.id for item in source.observations}


def test_what_is_added_replaced_or_closed_is_seen_or_gone_at_the_next_look(evidence, database):
    first = a_source(["The quay has no lamp.", "The bell is quiet."], study=a_study("Quays"))
    evidence.save_source(first)
    assert evidence.visible_ids(READER) == ids_of(first)
    second = a_source(["The ramp is steep."], study=a_study("Ramps"))
    evidence.save_source(second)
    assert evidence.visible_ids(READER) == ids_of(first) | ids_of(second)
    revised = a_source(["The quay has no lamp."], study=a_study("Quays"))
    evidence.save_source(revised)
    assert evidence.visible_ids(READER) == ids_of(revised) | ids_of(second)
    store_study(database, a_study("Quays", visibility=Visibility.TEAM))
    assert evidence.visible_ids(READER) == ids_of(second)
    assert evidence.visible_ids(LOCAL_VIEWER) == ids_of(revised) | ids_of(second)
