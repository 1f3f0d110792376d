"""Every module has its tests where one looks for them, or a reason why not."""

import pytest

from tests.architecture.sources import PACKAGE, ROOT

TESTS = ROOT / "tests"
# Modules tested through another one, and where.
ELSEWHERE = {
    "__main__.py": "test_app.py",
    "catalogue/indicators_loader.py": "catalogue/test_loader.py",
    "catalogue/outline_loader.py": "catalogue/test_loader.py",
    "catalogue/rules_loader.py": "catalogue/test_loader.py",
    "catalogue/units_table.py": "catalogue/test_units.py",
    "cli/book_verbs.py": "cli/test_cli.py",
    "cli/command_line.py": "cli/test_cli.py",
    "cli/terminal.py": "cli/test_cli.py",
    "domain/chart_bars.py": "domain/test_charts.py",
    "domain/chart_columns.py": "domain/test_charts.py",
    "domain/chart_lines.py": "domain/test_charts.py",
    "domain/chart_marks.py": "domain/test_charts.py",
    "domain/chart_scale.py": "domain/test_charts.py",
    "domain/closing.py": "services/test_closing.py",
    "domain/event_checks.py": "services/test_events.py",
    "domain/event_drafts.py": "services/test_events.py",
    "domain/event_outcomes.py": "domain/test_events.py",
    "domain/consolidation/claims.py": "services/test_unit_duplicates.py",
    "domain/consolidation/corrected.py": "domain/consolidation/test_state.py",
    "domain/consolidation/difference.py": "domain/consolidation/test_state.py",
    "domain/consolidation/journal_lines.py": "services/test_consolidation.py",
    "domain/consolidation/reading.py": "services/test_consolidation.py",
    "domain/consolidation/shape.py": "services/test_consolidation.py",
    "domain/narrative_template.py": "domain/test_narrative.py",
    "domain/document_check/averages.py": "domain/document_check/test_check.py",
    "domain/document_check/bounds.py": "domain/document_check/test_check.py",
    "domain/document_check/citations.py": "domain/document_check/test_check.py",
    "domain/document_check/conditions.py": "domain/document_check/test_check.py",
    "domain/document_check/document.py": "domain/document_check/test_check.py",
    "domain/document_check/findings.py": "domain/document_check/test_check.py",
    "domain/document_check/flows.py": "domain/document_check/test_check.py",
    "domain/document_check/fulfilment.py": "domain/document_check/test_check.py",
    "domain/document_check/known.py": "domain/document_check/test_check.py",
    "domain/document_check/laws.py": "domain/document_check/test_check.py",
    "domain/document_check/leftovers.py": "domain/document_check/test_check.py",
    "domain/document_check/legal.py": "domain/document_check/test_check.py",
    "domain/document_check/listing.py": "domain/document_check/test_check.py",
    "domain/document_check/locality.py": "domain/document_check/test_check.py",
    "domain/document_check/magnitude.py": "domain/document_check/test_check.py",
    "domain/document_check/meaning.py": "domain/document_check/test_check.py",
    "domain/document_check/missing.py": "domain/document_check/test_check.py",
    "domain/document_check/narrative.py": "domain/document_check/test_check.py",
    "domain/document_check/needs.py": "domain/document_check/test_check.py",
    "domain/document_check/notation.py": "domain/document_check/test_check.py",
    "domain/document_check/paper.py": "domain/document_check/test_check.py",
    "domain/document_check/partitions.py": "domain/document_check/test_check.py",
    "domain/document_check/parts.py": "domain/document_check/test_check.py",
    "domain/document_check/percentages.py": "domain/document_check/test_check.py",
    "domain/document_check/periods.py": "domain/document_check/test_check.py",
    "domain/document_check/plans.py": "domain/document_check/test_check.py",
    "domain/document_check/repeats.py": "domain/document_check/test_check.py",
    "domain/document_check/roles.py": "domain/document_check/test_check.py",
    "domain/document_check/sums.py": "domain/document_check/test_check.py",
    "domain/document_check/targets.py": "domain/document_check/test_check.py",
    "domain/document_check/wording.py": "domain/document_check/test_check.py",
    "domain/document_check/words.py": "domain/document_check/test_check.py",
    "domain/fuzzing.py": "services/test_fuzzing.py",
    "domain/drawing.py": "reports/test_drawing.py",
    "domain/importing/heads.py": "services/test_list_reading_shapes.py",
    "domain/importing/meanings.py": "services/test_list_reading_shapes.py",
    "domain/importing/reading.py": "services/test_list_reading_shapes.py",
    "domain/importing/rows.py": "services/test_list_reading_shapes.py",
    "domain/importing/table.py": "services/test_list_reading_shapes.py",
    "domain/importing/words.py": "services/test_list_reading_shapes.py",
    "interchange/sheets/old_workbook.py": "interchange/sheets/test_workbook.py",
    "interchange/sheets/package.py": "interchange/sheets/test_workbook.py",
    "services/list_duplicates.py": "services/test_list_reading_shapes.py",
    "services/list_json.py": "services/test_list_reading.py",
    "domain/explained_terms.py": "domain/test_explanation.py",
    "domain/sourced_table.py": "domain/test_support_table.py",
    "domain/support_shares.py": "domain/test_support_counts.py",
    "domain/table_organisation.py": "domain/test_dormant_table.py",
    "domain/updates.py": "services/test_updates.py",
    "interchange/mutations/damaged_archive.py": "interchange/mutations/test_mutant.py",
    "interchange/mutations/damaged_bytes.py": "interchange/mutations/test_mutant.py",
    "interchange/mutations/damaged_json.py": "interchange/mutations/test_mutant.py",
    "self_test/walk.py": "self_test/test_run.py",
    "services/chart_blocks.py": "services/test_chart_figures.py",
    "services/correcting.py": "services/test_corrections.py",
    "services/event_consequences.py": "services/test_events.py",
    "services/event_undoing.py": "services/test_events.py",
    "services/event_writing.py": "services/test_events.py",
    "services/figure_fields.py": "services/test_figure_map.py",
    "services/figure_rows.py": "services/test_figure_map.py",
    "services/file_looks.py": "services/test_receiving.py",
    "services/merging_dossiers.py": "services/test_merging.py",
    "services/list_file.py": "services/test_list_export.py",
    "services/report_choices.py": "ui/screens/test_reports.py",
    "services/receiving_judging.py": "services/test_receiving.py",
    "services/receiving_kept.py": "services/test_receiving.py",
    "services/receiving_reading.py": "services/test_receiving.py",
    "services/receiving_words.py": "services/test_receiving.py",
    "services/received_merge.py": "services/test_consolidation.py",
    "services/record_values.py": "services/test_merging.py",
    "services/report_records.py": "services/test_dossier_sentences.py",
    "services/support_sentences.py": "services/test_dossier_sentences.py",
    "services/target_figures.py": "services/test_targets.py",
    "services/takeover_places.py": "services/test_takeover.py",
    "services/takeover_survey.py": "services/test_takeover.py",
    "services/behind_files.py": "services/test_stated_figures.py",
    "services/behind_words.py": "services/test_stated_figures.py",
    "services/unit_sums.py": "services/test_stated_figures.py",
    "services/report_settings.py": "services/test_report_setup.py",
    "storage/behind.py": "services/test_behind.py",
    "storage/report_outlines.py": "services/test_own_outlines.py",
    "ui/report_outline_edit.py": "ui/test_report_outline_dialog.py",
    "ui/report_outline_head.py": "ui/test_report_outline_dialog.py",
    "ui/report_outline_section.py": "ui/test_report_outline_dialog.py",
    "storage/lower_units.py": "services/test_unit_columns.py",
    "storage/closings.py": "services/test_closing.py",
    "storage/merging.py": "services/test_merging.py",
    "storage/received_claims.py": "services/test_unit_duplicates.py",
    "storage/received_corrections.py": "services/test_corrections.py",
    "storage/received_journal.py": "services/test_consolidation.py",
    "storage/received_rows.py": "services/test_consolidation.py",
    "storage/work_rivals.py": "services/test_consolidation.py",
    "storage/received_shape.py": "services/test_consolidation.py",
    "storage/received_state.py": "services/test_consolidation.py",
    "storage/submission_rows.py": "services/test_submission_units.py",
    "storage/received_files.py": "services/test_receiving_decisions.py",
    "domain/seals.py": "services/test_seals.py",
    "interchange/book_copy_format.py": "services/test_book_restore.py",
    "interchange/book_copy_reader.py": "services/test_book_restore.py",
    "interchange/book_copy_writer.py": "services/test_book_copy.py",
    "interchange/box_keys.py": "interchange/test_encrypted_file.py",
    "services/moved.py": "services/test_book_copy.py",
    "storage/book_contents.py": "services/test_book_restore.py",
    "storage/seals.py": "services/test_seals.py",
    "ui/book_copy_words.py": "ui/test_book_restore.py",
    "ui/trust_machines.py": "ui/test_trust_dialog.py",
    "ui/trust_recipients.py": "ui/test_trust_dialog.py",
    "ui/trust_seal.py": "ui/test_trust_dialog.py",
    "ui/chart_painting.py": "ui/test_chart_view.py",
    "ui/changes.py": "ui/test_context.py",
    "ui/desk.py": "ui/test_main_window.py",
    "ui/edition_row.py": "ui/test_edition_dialog.py",
    "ui/forms/cell_text.py": "ui/forms/test_list_editor.py",
    "ui/forms/choice_editor.py": "ui/forms/test_editors.py",
    "ui/forms/code_editors.py": "ui/forms/test_editors.py",
    "ui/forms/field_block.py": "ui/screens/test_register_event_dialog.py",
    "ui/forms/form_row.py": "ui/forms/test_record_form.py",
    "ui/forms/number_editor.py": "ui/forms/test_editors.py",
    "ui/forms/picker.py": "ui/forms/test_records_editor.py",
    "ui/forms/reading.py": "ui/forms/test_editors.py",
    "ui/forms/row_dialog.py": "ui/forms/test_list_editor.py",
    "ui/forms/rows_editor.py": "ui/forms/test_list_editor.py",
    "ui/forms/rows_view.py": "ui/forms/test_list_editor.py",
    "ui/forms/text_editors.py": "ui/forms/test_editors.py",
    "ui/forms/vsic_picker.py": "ui/forms/test_activities_editor.py",
    "ui/forms/yes_no_editor.py": "ui/forms/test_editors.py",
    "ui/navigation.py": "ui/test_main_window.py",
    "ui/period_menu.py": "ui/test_main_window.py",
    "ui/print_dialog.py": "ui/screens/test_register_list.py",
    "ui/screens/behind_dialog.py": "ui/screens/test_annual_behind.py",
    "ui/screens/communes.py": "ui/screens/test_register.py",
    "ui/screens/dossier_table_behind.py": "ui/screens/test_dossier_tables.py",
    "ui/screens/dossier_table_heads.py": "ui/screens/test_dossier_tables.py",
    "ui/screens/dossier_table_view.py": "ui/screens/test_dossier_tables.py",
    "ui/screens/dossier_fields.py": "ui/screens/test_dossier_form.py",
    "ui/screens/dossier_heads.py": "ui/screens/test_dossier_form.py",
    "ui/screens/dossier_parties.py": "ui/screens/test_dossier_form.py",
    "ui/screens/dossier_list_acts.py": "ui/screens/test_dossier_list.py",
    "ui/screens/dossier_list_bin.py": "ui/screens/test_dossier_list.py",
    "ui/screens/dossier_list_filters.py": "ui/screens/test_dossier_list.py",
    "ui/screens/dossier_list_history.py": "ui/screens/test_dossier_list.py",
    "ui/screens/list_bin.py": "ui/screens/test_register_bin.py",
    "ui/screens/list_body.py": "ui/screens/test_register.py",
    "ui/screens/list_layout.py": "ui/screens/test_register_list.py",
    "ui/screens/list_menu.py": "ui/screens/test_register_list.py",
    "ui/screens/list_output.py": "ui/screens/test_register_list.py",
    "ui/screens/undo_strip.py": "ui/screens/test_register.py",
    "ui/screens_list.py": "ui/test_main_window.py",
    "ui/shortcuts.py": "ui/test_main_window.py",
    "ui/status_line.py": "ui/test_main_window.py",
    "ui/system_menu.py": "ui/test_main_window.py",
    "ui/tables/columns.py": "ui/tables/test_window_model.py",
    "ui/tables/delegates.py": "ui/tables/test_window_table.py",
    "ui/title_line.py": "ui/test_main_window.py",
    "ui/unit_chooser.py": "ui/test_first_run_dialog.py",
    "ui/unit_draft.py": "ui/test_unit_profile.py",
    "ui/unit_fields.py": "ui/test_unit_profile.py",
    "ui/year_box.py": "ui/screens/test_board.py",
    "ui/update_dialogs.py": "ui/test_updates.py",
    "storage/table_organisations.py": "services/test_support_tables.py",
    "services/duplicate_sides.py": "services/test_merged_book.py",
    "services/merged_words.py": "services/test_merged_book.py",
    "storage/merged.py": "services/test_merged_book.py",
}
# Modules that only declare: there is nothing to call.
DECLARING = {
    "domain/importing/records.py",
    "domain/book_copy.py",
    "domain/document.py",
    "domain/errors.py",
    "domain/progress.py",
    "domain/records.py",
    "domain/register_list.py",
    "domain/terms.py",
}


def needing_tests():
    """Modules by their path; migrations are tried by upgrading, mappings through the schema."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        if path.name != "__init__.py" and not {"models", "migrations"} & set(inside.parts):
            yield inside


def found_for(module):
    """Test files for a module: its name, its name with a word more, or the screen it is part of."""
    folder = TESTS / module.parent
    own = list(folder.glob(f"test_{module.stem}*.py"))
    if own or module.parts[:2] != ("ui", "screens"):
        return own
    return list(folder.glob(f"test_{module.stem.partition('_')[0]}.py"))


def without_tests():
    return {each.as_posix() for each in needing_tests() if not found_for(each)}


def test_every_module_has_tests_beside_its_mirror_image():
    excused = {*ELSEWHERE, *DECLARING}
    assert not without_tests() - excused


def test_no_excuse_is_kept_longer_than_needed():
    assert not {*ELSEWHERE, *DECLARING} - without_tests()


@pytest.mark.parametrize("test", sorted(set(ELSEWHERE.values())))
def test_the_tests_that_stand_in_exist(test):
    assert (TESTS / test).is_file()


def test_every_folder_of_tests_mirrors_a_package_or_has_a_purpose():
    purposes = {"architecture", "cli", "data", "golden", "installer", "journeys", "migrations"}
    for folder in (each for each in TESTS.iterdir() if each.is_dir()):
        if not folder.name.startswith(("_", ".")):
            assert folder.name in purposes or (PACKAGE / folder.name).is_dir(), folder.name
