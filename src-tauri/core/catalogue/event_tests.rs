//! What the settings of the event do to the catalogue.

use crate::catalogue::trial::Trial;
use crate::messages::DayPart;

#[test]
fn parts_of_the_day_name_stands_by_number_or_folder() {
    let built = Trial::default()
        .stand("02 Two")
        .stand("Zebra")
        .text(
            "exhibition.json",
            r#"{"attract": {"sync": true, "day_parts": [
                {"start": "18h", "end": "18:30", "stands": [2, "Zebra", "Nobody"]},
                {"start": "19:00", "stands": [2]}
            ]}}"#,
        )
        .build();
    let attract = &built.catalogue.exhibition.attract;
    let ids: Vec<_> = built
        .catalogue
        .stands
        .iter()
        .map(|stand| stand.id.clone())
        .collect();
    let expected = DayPart {
        start: "18:00".into(),
        end: "18:30".into(),
        stands: ids,
    };
    assert_eq!((attract.sync, attract.pan), (true, true));
    assert_eq!(attract.day_parts, [expected]);
    let problems: Vec<_> = built
        .catalogue
        .problems
        .iter()
        .map(|problem| (problem.line, problem.words.en.sentence.as_str()))
        .collect();
    assert_eq!(
        problems,
        [
            (
                Some(2),
                "There is no stand Nobody in the folder, so this part of the day goes without it."
            ),
            (
                Some(3),
                "This part of the day lacks a start, an end or its stands, so it is left out."
            ),
        ]
    );
}
