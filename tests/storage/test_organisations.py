from ktt_desktop.storage import organisations


def test_a_record_comes_with_its_history_oldest_first(session, add):
    uid = add("HTX A", history=[("2021", "TN"), (None, "HD"), ("2020-06", "NG")]).uid
    session.expire_all()

    found = organisations.find(session, uid)

    assert [each.status for each in found.status_changes] == ["HD", "NG", "TN"]
    assert organisations.find(session, "khong-co") is None


def test_records_and_ids_by_uid(session, add):
    added = [add(name, tax_code=code) for name, code in (("A", "1"), ("B", None), ("C", None))]

    assert [each.uid for each in organisations.all_records(session)] == sorted(
        each.uid for each in added
    )
    assert organisations.ids_by_uid(session, [added[1].uid, "x"]) == {added[1].uid: added[1].id}
    assert organisations.find_by_tax_code(session, "1") is added[0]


def test_a_record_in_the_bin_is_still_known_by_uid_and_name(session, add):
    kept, put_away = add("A"), add("B")
    put_away.deleted_at = put_away.updated_at
    session.flush()

    assert organisations.find_any(session, put_away.uid) is put_away
    assert organisations.find_any(session, "nobody") is None
    assert organisations.names_by_id(session, [kept.id, put_away.id, 10**6]) == {
        kept.id: (kept.uid, "A"),
        put_away.id: (put_away.uid, "B"),
    }


def test_records_come_in_the_asked_order_without_those_in_the_bin(session, add):
    one, two, gone = add("A"), add("B"), add("C")
    gone.deleted_at = gone.updated_at
    session.flush()

    found = organisations.by_ids(session, [two.id, gone.id, one.id, 10**6])

    assert [each.name for each in found] == ["B", "A"]
    assert organisations.by_ids(session, []) == []
