//! Settings as people write them: right, nearly right, and from a word processor.

use super::*;
use crate::messages::{Problem, ProblemCode};

#[track_caller]
fn only(problems: &[Problem], code: ProblemCode, line: u32, words: &str) {
    let [problem] = problems else {
        panic!("one problem, not {problems:#?}")
    };
    assert_eq!(
        (problem.code, problem.line, problem.file.as_str()),
        (code, Some(line), "01/stand.json")
    );
    assert!(
        format!("{} {}", problem.words.en.sentence, problem.words.en.remedy).contains(words),
        "{problem:?}"
    );
}

fn stand(text: &str) -> (StandSettings, Vec<Problem>) {
    read_stand(text, "01/stand.json")
}

#[test]
fn a_right_file_is_read_whole() {
    let (settings, problems) = stand(
        r##"{ "$schema": "x", "name": "Maison", "names": {"fr": "Maison", "NL": "Huis"}, "blurb": {"en": "We help."},
             "colour": "#0A6E8A", "website": "maison.example", "order": 2.5, "hidden": false }"##,
    );
    assert_eq!(problems, []);
    assert_eq!(settings.name, Some(Words::One("Maison".into())));
    assert_eq!(
        settings
            .names
            .map(|names| names.into_texts("en")["nl"].clone())
            .as_deref(),
        Some("Huis")
    );
    assert_eq!(settings.colour.as_deref(), Some("#0a6e8a"));
    assert_eq!((settings.order, settings.hidden), (Some(2.5), Some(false)));
}

#[test]
fn a_wrong_field_names_its_line_and_the_others_count() {
    let (settings, problems) = stand("{\n  \"name\": \"A\",\n\n  \"colour\": \"blue\",\n  \"order\": 3\n}");
    only(&problems, ProblemCode::SettingsField, 4, "#0a6e8a");
    assert_eq!(
        (settings.name, settings.order, settings.colour),
        (Some(Words::One("A".into())), Some(3.0), None)
    );
    only(
        &stand("{\"name\":\n 7}").1,
        ProblemCode::SettingsField,
        2,
        "it is 7",
    );
    only(
        &stand("{\"hidden\": \"perhaps\"}").1,
        ProblemCode::SettingsField,
        1,
        "true or false",
    );
    only(
        &stand("{\"names\": [1]}").1,
        ProblemCode::SettingsField,
        1,
        "a list",
    );
    only(&stand("[]").1, ProblemCode::SettingsField, 1, "one object");
}

#[test]
fn an_unknown_field_is_told_with_what_was_probably_meant() {
    only(
        &stand("{\n\"colur\": \"#000000\"}").1,
        ProblemCode::SettingsUnknownField,
        2,
        "Did you mean \"colour\"?",
    );
    only(
        &stand("{\"color\": \"#000000\"}").1,
        ProblemCode::SettingsUnknownField,
        1,
        "Did you mean \"colour\"?",
    );
    only(
        &stand("{\"URL\": \"x\"}").1,
        ProblemCode::SettingsUnknownField,
        1,
        "Did you mean \"website\"?",
    );
    only(
        &stand("{\"fruit\": 1}").1,
        ProblemCode::SettingsUnknownField,
        1,
        "Known fields are",
    );
    only(
        &stand("{\"names\": {\"xx\": \"a\"}}").1,
        ProblemCode::SettingsUnknownField,
        1,
        "no language code",
    );
}

#[test]
fn slips_are_told_in_plain_words_and_mended() {
    #[track_caller]
    fn slips(text: &str, line: u32, words: &str) {
        let (settings, problems) = stand(text);
        only(&problems, ProblemCode::SettingsSyntax, line, words);
        assert_eq!(settings.name, Some(Words::One("A".into())), "{text}");
        assert_eq!(settings.order, Some(3.0), "{text}");
    }
    slips("{\n\"name\": \"A\",\n\"order\": 3,\n}", 3, "ends with a comma");
    slips("{\n\"name\": \"A\"\n\"order\": 3\n}", 2, "comma is missing");
    slips(
        "{\n\"name\": \"A,\n\"order\": 3\n}",
        2,
        "closing quote is missing",
    );
    slips("{\n\"name\": “A”,\n\"order\": 3\n}", 2, "straight quote");
    slips("{\n\"name\": \"A\", // ours\n\"order\": 3\n}", 2, "comment");
    slips("{\n\"name\": \"A\",\n\"order\": 3", 3, "closed");
    slips("{\n\"name\": \"A\",,\n\"order\": 3\n}", 2, "comma too many");
    slips("{\n\"name\": 'A',\n\"order\": 3\n}", 2, "straight quote");
}

#[test]
fn typographic_quotes_inside_a_text_stay() {
    let (settings, problems) = stand("{“name”: “L’« été » de l'an”}");
    assert_eq!(settings.name, Some(Words::One("L’« été » de l'an".into())));
    assert_eq!(problems.len(), 2);
    let (settings, problems) = stand("{\"name\": \"A “b” \\\"c\\\"\"}");
    assert_eq!(
        (settings.name, problems.len()),
        (Some(Words::One("A “b” \"c\"".into())), 0)
    );
}

#[test]
fn what_cannot_be_mended_is_one_problem_with_a_line() {
    only(&stand("").1, ProblemCode::SettingsSyntax, 1, "empty");
    only(
        &stand("{\n\"name\" \"A\"\n}").1,
        ProblemCode::SettingsSyntax,
        2,
        "2",
    );
    let (settings, problems) = stand("hello");
    assert_eq!((settings, problems.len()), (StandSettings::default(), 1));
    for text in [
        "{",
        "}",
        "\"",
        "{\"a\":",
        "{\"a\": }",
        "[[[[",
        "{\\",
        "/*",
        "{\"a\\",
        "“",
        "\u{feff}",
        "{\"name\": \"\\ud800\"}",
    ] {
        assert!(!stand(text).1.is_empty(), "{text}");
    }
}

#[test]
fn a_flood_of_mistakes_is_not_told_in_full() {
    let fields = "“fruit”: 1,\n".repeat(2000);
    let (_, problems) = stand(&format!("{{{fields}“order”: 1}}"));
    assert!((10..=30).contains(&problems.len()), "{}", problems.len());
}

#[test]
fn a_byte_order_mark_is_no_slip() {
    assert_eq!(stand("\u{feff}{\"name\": \"A\"}").1, []);
}

#[test]
fn a_long_blurb_is_cut_at_a_word_and_told() {
    let long = "word ".repeat(50);
    let (settings, problems) = stand(&format!("{{\"blurb\": \"{long}\"}}"));
    only(&problems, ProblemCode::SettingsField, 1, "at most 180");
    let Some(Words::One(blurb)) = settings.blurb else {
        panic!("a blurb")
    };
    assert!(
        blurb.ends_with("word…") && blurb.chars().count() <= 180,
        "{blurb}"
    );
}

#[test]
fn the_programme_is_sorted_and_bad_sessions_are_left_out() {
    let text = r#"{ "title": {"en": "Fair"}, "place": "Brussels", "languages": ["FR", "nl", "fr", "xx"], "date": "2026-12-18",
        "attract": {"photo_seconds": 1, "film_seconds": 60},
        "sessions": [
          {"start": "14:00", "end": "14:30", "title": "Second", "room": {"fr": "Salle"}, "speaker": "Ann"},
          {"start": "9h30", "end": "10:00", "title": {"en": "First"}},
          {"start": "11:00", "end": "10:00", "title": "Backwards"},
          {"start": "12:00", "title": "Endless"}
        ] }"#;
    let (settings, problems) = read_exhibition(text, "exhibition.json");
    let sessions = settings.sessions.expect("sessions");
    let starts: Vec<_> = sessions
        .iter()
        .map(|session| (session.start.as_str(), session.end.as_str()))
        .collect();
    assert_eq!(starts, [("09:30", "10:00"), ("14:00", "14:30")]);
    assert_eq!(settings.languages, Some(vec!["fr".to_owned(), "nl".to_owned()]));
    assert_eq!(
        settings
            .attract
            .map(|attract| attract.resolved(Vec::new()).photo_seconds),
        Some(3)
    );
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [Some(1), Some(2), Some(6), Some(7)]);
}

#[test]
fn a_ceiling_of_the_volume_is_brought_into_its_bounds() {
    let loudest = |text| {
        let (settings, problems) = read_exhibition(text, "exhibition.json");
        (settings.loudest, problems.len())
    };
    assert_eq!(loudest(r#"{"loudest": 0}"#), (Some(0), 0));
    assert_eq!(loudest(r#"{"loudest": 11}"#), (Some(8), 1));
    assert_eq!(loudest(r#"{"loudest": -1}"#), (Some(0), 1));
    assert_eq!(loudest("{}"), (None, 0));
}

#[test]
fn addresses_and_contacts_are_looked_at_and_named_where_they_are_wrong() {
    let (settings, problems) = stand(
        "{ \"contact\": \"hello@a.example\",\n\"links\": { \"report.pdf\": \"www.a.example/r\",\n\"b.pdf\": \"b\" } }",
    );
    only(&problems, ProblemCode::SettingsField, 3, "links.b.pdf");
    assert_eq!(settings.contact.as_deref(), Some("hello@a.example"));
    let links: Vec<_> = settings
        .links
        .iter()
        .map(|link| (link.address.as_str(), link.line))
        .collect();
    assert_eq!(links, [("https://www.a.example/r", 2)]);
    let wrong = stand("{ \"contact\": \"come by\" }").1;
    only(&wrong, ProblemCode::SettingsField, 1, "telephone number");
    let meant = stand("{ \"email\": \"hello@a.example\" }").1;
    only(
        &meant,
        ProblemCode::SettingsUnknownField,
        1,
        "Did you mean \"contact\"?",
    );
    let take_away = |address: &str| {
        read_exhibition(&format!("{{ \"take_away\": \"{address}\" }}"), "exhibition.json")
            .0
            .take_away
    };
    assert_eq!(
        take_away("https://a.example/t?x=1#y").as_deref(),
        Some("https://a.example/t?x=1")
    );
    assert_eq!(take_away("ftp://a.example/"), None);
}

#[test]
fn the_schemas_name_every_field() {
    for (name, schema) in schemas() {
        let value: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
        assert_eq!(value["additionalProperties"], false, "{name}");
        let fields = value["properties"].as_object().expect("fields");
        let known: &[&str] = if name.starts_with("stand") {
            &[
                "$schema", "name", "names", "blurb", "colour", "website", "contact", "links", "order",
                "hidden",
            ]
        } else {
            &[
                "$schema",
                "title",
                "place",
                "languages",
                "date",
                "sessions",
                "attract",
                "loudest",
                "take_away",
            ]
        };
        assert_eq!(fields.len(), known.len(), "{name}");
        for field in known {
            assert!(fields[*field]["description"].is_string(), "{name}: {field}");
        }
        assert_eq!(value.get("required"), None, "{name}: every field may be left out");
    }
}
