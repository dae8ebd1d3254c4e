"""What `make quick` leaves out: the tests that take longest, so that the others are soon done."""

from __future__ import annotations

SLOW = frozenset(
    {
        "tests/api/test_answer_schemas.py",
        "tests/api/test_days.py",
        "tests/bench/test_bench.py",
        "tests/checking/test_judge.py",
        "tests/commands/test_dutch.py::test_a_command_speaks_dutch_and_says_the_same",
        "tests/commands/test_forms.py",
        "tests/desk/test_real_searches.py::test_an_impossible_day_is_explained_and_a_remedy_taken",
        "tests/desk/test_real_searches.py::test_the_true_price_of_a_place_and_the_programme_that_has_it_so",
        "tests/files/test_booklet_comes_back.py::test_the_booklet_of_days_at_random_comes_back",
        "tests/files/test_booklet_comes_back.py::test_the_booklet_of_every_instance_comes_back_in_both_languages",
        "tests/files/test_dutch_schema.py",
        "tests/files/test_importing_hours.py",
        "tests/files/test_schedule_comes_back.py::test_events_texts_hours_rooms_people_and_guids_are_the_same_again",
        "tests/files/test_workbook.py::test_a_day_at_random_stands_in_a_workbook_as_it_is_and_no_byte_of_it_changes",
        "tests/files/test_workbook.py::test_a_workbook_that_nobody_changed_says_the_same_day_and_changes_no_byte",
        "tests/house/test_docs.py::test_the_page_can_be_followed_with_the_day_of_haarlem",
        "tests/house/test_docs.py::test_the_page_on_mailings_can_be_followed_from_an_empty_folder",
        "tests/house/test_docs.py::test_the_page_on_the_season_can_be_followed_with_the_day_of_haarlem",
        "tests/house/test_docs.py::test_the_readme_shows_what_netday_does",
        "tests/house/test_docs.py::test_the_tutorial_in_excel_can_be_followed_from_an_empty_folder",
        "tests/publishing/test_announcement.py",
        "tests/publishing/test_edition_folder.py",
        "tests/publishing/test_editions.py",
        "tests/publishing/test_event_options.py",
        "tests/publishing/test_html.py::test_the_same_programme_gives_the_same_bytes_in_any_process",
        "tests/publishing/test_known_again.py",
        "tests/publishing/test_no_addresses.py::test_an_edition_has_no_address_in_any_of_its_bytes",
        "tests/publishing/test_pdf.py",
        "tests/publishing/test_pdf_structure.py",
        "tests/publishing/test_same_day.py",
        "tests/publishing/test_verify.py",
        "tests/publishing/test_withdrawing.py",
        "tests/publishing/test_word.py",
        "tests/publishing/test_word_templates.py",
        "tests/publishing/test_workbook.py",
        "tests/publishing/test_zones.py",
        "tests/questions/test_best_first.py",
        "tests/questions/test_dutch_remedies.py",
        "tests/questions/test_explain.py::test_every_remedy_makes_the_day_possible_and_no_single_change_that_asks_less_would",
        "tests/questions/test_explain.py::test_the_causes_of_a_day_that_one_rule_makes_impossible_are_so",
        "tests/questions/test_explain.py::test_the_remedies_for_a_day_that_one_rule_makes_impossible_are_so",
        "tests/questions/test_explain_choices.py",
        "tests/questions/test_explain_instances.py",
        "tests/questions/test_explain_large.py",
        "tests/questions/test_explain_lines.py",
        "tests/questions/test_least_costs.py",
        "tests/questions/test_prices.py",
        "tests/questions/test_rehearse.py",
        "tests/questions/test_remedies_in_the_day_file.py",
        "tests/questions/test_remedies_on_disk.py",
        "tests/questions/test_repair.py",
        "tests/rules/test_time_to_breathe_by_moment.py",
        "tests/search/test_annealing.py::test_begun_afresh_it_ends_at_another_programme_that_costs_little_more",
        "tests/search/test_annealing.py::test_the_same_seed_gives_the_same_programme_and_another_seed_another",
        "tests/search/test_annealing.py::test_what_is_said_of_two_sessions_or_of_all_is_heeded",
        "tests/solving/test_solve_large.py",
        "tests/text/test_nothing_is_cut.py::test_no_sentence_is_cut_while_a_command_runs",
        "tests/web/test_search.py::test_an_impossible_day_says_so_and_a_remedy_is_a_button",
    }
)

# Where coverage is measured these are run all the same: no other test runs much of what they run.
BROAD = frozenset(
    {
        "tests/api/test_days.py",
        "tests/bench/test_bench.py",
        "tests/commands/test_forms.py",
        "tests/desk/test_real_searches.py::test_an_impossible_day_is_explained_and_a_remedy_taken",
        "tests/desk/test_real_searches.py::test_the_true_price_of_a_place_and_the_programme_that_has_it_so",
        "tests/files/test_dutch_schema.py",
        "tests/house/test_docs.py::test_the_page_on_mailings_can_be_followed_from_an_empty_folder",
        "tests/house/test_docs.py::test_the_tutorial_in_excel_can_be_followed_from_an_empty_folder",
        "tests/publishing/test_announcement.py",
        "tests/publishing/test_event_options.py",
        "tests/publishing/test_known_again.py",
        "tests/publishing/test_same_day.py",
        "tests/publishing/test_withdrawing.py",
        "tests/publishing/test_word.py",
        "tests/publishing/test_word_templates.py",
        "tests/questions/test_dutch_remedies.py",
        "tests/questions/test_explain_instances.py",
        "tests/questions/test_explain_lines.py",
        "tests/questions/test_rehearse.py",
        "tests/questions/test_remedies_on_disk.py",
        "tests/rules/test_time_to_breathe_by_moment.py",
        "tests/web/test_search.py::test_an_impossible_day_says_so_and_a_remedy_is_a_button",
    }
)


def is_slow(name: str) -> bool:
    """Of a test as pytest names it; what is listed is a file, a class or a function, with all its parameters."""
    return _is_listed(name, SLOW)


def is_broad(name: str) -> bool:
    """Of a slow test, likewise."""
    return _is_listed(name, BROAD)


def _is_listed(name: str, tests: frozenset[str]) -> bool:
    parts = name.partition("[")[0].split("::")
    return any("::".join(parts[: n + 1]) in tests for n in range(len(parts)))
