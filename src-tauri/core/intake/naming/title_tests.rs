//! Names as exhibitors really write them, and what visitors should read.

use super::*;

#[track_caller]
fn reads(stem: &str, title: &str) {
    assert_eq!(title_of(stem).as_deref(), Some(title), "{stem}");
}

#[test]
fn file_names_become_titles() {
    reads("annual_report-2025_FINAL(2)", "Annual report 2025");
    reads("Annual-Report-2025-final-v2", "Annual Report 2025");
    reads("rapport_annuel_def", "Rapport annuel");
    reads("jaarverslag 2024 - definitief", "Jaarverslag 2024");
    reads("slideshow-on-the-water", "Slideshow on the water");
    reads("Copy of Welcome guide", "Welcome guide");
    reads("Welcome guide - Copy (3)", "Welcome guide");
    reads("brochure_web", "Brochure");
    reads("brochure_lowres_v1.2", "Brochure");
    reads("annual.report.2025", "Annual report 2025");
    reads("élèves_de_1950", "Élèves de 1950");
    reads("e\u{301}le\u{300}ves", "Élèves");
    reads("UDHR", "UDHR");
    reads("ANNUAL REPORT 2025", "ANNUAL REPORT 2025");
    reads("iPhone stories", "iPhone stories");
    reads("03_harbour", "Harbour");
    reads("2. Harbour", "Harbour");
    reads("تقرير_سنوي_2024", "تقرير سنوي 2024");
    reads("report%20on%20work", "Report on work");
}

#[test]
fn what_belongs_to_the_title_stays() {
    reads(
        "Mary Antin - The Promised Land (1912)",
        "Mary Antin - The Promised Land (1912)",
    );
    reads(
        "Universal Declaration of Human Rights - 14 languages",
        "Universal Declaration of Human Rights - 14 languages",
    );
    reads("Sous-titres du film", "Sous-titres du film");
    reads("Saint-Gilles", "Saint-Gilles");
    reads("Saint-Gilles_et_Forest", "Saint-Gilles et Forest");
    reads("Exposition – Les métiers", "Exposition – Les métiers");
    reads("12 years a migrant", "12 years a migrant");
    reads("Migration on the Web", "Migration on the Web");
    reads("Women 1914-1918", "Women 1914-1918");
    reads("11.11.11", "11.11.11");
    reads("Expo 2025", "Expo 2025");
    reads("COP 29", "COP 29");
    reads("riis-1890-alley", "Riis 1890 alley");
    reads("1914", "1914");
    reads("Final", "Final");
    reads("L'été indien", "L'été indien");
}

#[test]
fn cameras_and_programs_give_no_title() {
    for stem in [
        "IMG_1234",
        "IMG_1234 (2)",
        "DSC0001",
        "DSC_0001",
        "DSCN1234",
        "P1010023",
        "_MG_1234",
        "WhatsApp Image 2024-01-31 at 12.34.56",
        "20240131_123456",
        "2024-01-31 12.34.56",
        "IMG-20240131-WA0001",
        "Screenshot 2024-01-31",
        "PXL_20240131_123456789",
        "Capture d’écran 2024-01-31",
        "Schermafbeelding 2024-01-31 om 12.34.56",
        "image1",
        "photo 3",
        "image",
        "GOPR0042",
        "MVI_0042",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "d41d8cd98f00b204e9800998ecf8427e",
        "met-437658",
        "fsa-LC-USF33-020558",
        "12345678",
        "Untitled-1",
        "IMG_E1234",
        "scan0003",
        "FB_IMG_1555555555555",
        "1",
        "---",
    ] {
        assert_eq!(title_of(stem), None, "{stem}");
    }
}

#[test]
fn a_name_is_never_lost_altogether() {
    assert_eq!(readable("IMG_1234"), "IMG 1234");
    assert_eq!(readable("___"), "___");
    assert_eq!(readable("final"), "Final");
    assert_eq!(readable_version("Report_v2"), "Report v2");
}

#[test]
fn titles_that_programs_left_are_not_real() {
    for title in [
        "",
        "a",
        "untitled",
        "Untitled-3",
        "Microsoft Word - x.docx",
        "Microsoft Word - Rapport annuel",
        "report.indd",
        "Layout 1",
        "PowerPoint Presentation",
        "Présentation PowerPoint",
        "C:\\Users\\me\\report",
        "/home/me/report",
        "file:///x",
        "annual_report_v3",
        "Document1",
        "Page 1",
        "Slide 1",
        "OLYMPUS DIGITAL CAMERA",
        "DSC_0001",
        "12345",
        "d41d8cd98f00b204e9800998ecf8427e",
        "Title",
        "Rapport annuel\u{fffd}",
        "sans titre",
        "naamloos 2",
        "Adobe Photoshop PDF document",
    ] {
        assert_eq!(real_title(title, "some-file"), None, "{title}");
    }
}

#[test]
fn titles_that_people_wrote_are_real() {
    for title in [
        "Annual report 2025",
        "The Universal Declaration of Human Rights",
        "Page of history",
        "Documenting migration",
        "Je",
        "移民",
        "Arrivées",
        "تقرير",
        "UDHR",
        "Scan of the future",
        "Layout of a city",
    ] {
        let expected = (title != "Je").then(|| title.to_owned());
        assert_eq!(real_title(title, "some-file"), expected, "{title}");
    }
    assert_eq!(
        real_title("  Annual \n report ", "x").as_deref(),
        Some("Annual report")
    );
    assert_eq!(real_title("Rapport-annuel", "rapport-annuel"), None);
}
