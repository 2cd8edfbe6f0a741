//! Finds the language in a file or folder name: `report.en.pdf`, `report_FR.pdf`, `report (DE).pdf`,
//! `fr/report.pdf`.

use super::composed;

/// A name without its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged<'a> {
    /// The name before the language.
    pub base: &'a str,
    /// BCP 47 code in lower case.
    pub language: String,
    /// False where the tag might be a word of the name, as in `photo_id`: it then counts only if another file
    /// has the same base, or if the document itself says the same language.
    pub sure: bool,
}

/// One language: two-letter code, three-letter codes, names as people write them.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
const LANGUAGES: &[Row] = &[
    ("en", &["eng"], &["english", "anglais", "engels", "englisch"]),
    ("fr", &["fra", "fre"], &["français", "francais", "french", "frans", "französisch"]),
    ("nl", &["nld", "dut"], &["nederlands", "néerlandais", "neerlandais", "dutch", "vlaams"]),
    ("de", &["deu", "ger"], &["deutsch", "german", "allemand", "duits"]),
    ("es", &["spa"], &["español", "espanol", "spanish", "espagnol", "spaans", "spanisch", "castellano"]),
    ("it", &["ita"], &["italiano", "italian", "italien", "italiaans", "italienisch"]),
    ("pt", &["por"], &["português", "portugues", "portuguese", "portugais", "portugees"]),
    ("ar", &["ara"], &["العربية", "عربي", "arabic", "arabe", "arabisch"]),
    ("bg", &["bul"], &["български", "bulgarian"]),
    ("cs", &["ces", "cze"], &["čeština", "česky", "czech"]),
    ("da", &["dan"], &["dansk", "danish"]),
    ("el", &["ell", "gre"], &["ελληνικά", "greek", "grec"]),
    ("et", &["est"], &["eesti", "estonian"]),
    ("fi", &["fin"], &["suomi", "finnish"]),
    ("ga", &["gle"], &["gaeilge", "irish"]),
    ("hr", &["hrv"], &["hrvatski", "croatian"]),
    ("hu", &["hun"], &["magyar", "hungarian"]),
    ("lt", &["lit"], &["lietuvių", "lithuanian"]),
    ("lv", &["lav"], &["latviešu", "latvian"]),
    ("mt", &["mlt"], &["malti", "maltese"]),
    ("pl", &["pol"], &["polski", "polish", "polonais", "pools"]),
    ("ro", &["ron", "rum"], &["română", "romana", "romanian", "roumain", "roemeens"]),
    ("sk", &["slk", "slo"], &["slovenčina", "slovak"]),
    ("sl", &["slv"], &["slovenščina", "slovenian"]),
    ("sv", &["swe"], &["svenska", "swedish"]),
    ("tr", &["tur"], &["türkçe", "turkce", "turkish", "turc", "turks"]),
    ("uk", &["ukr"], &["українська", "ukrainian", "ukrainien", "oekraïens"]),
    ("ru", &["rus"], &["русский", "russian", "russe", "russisch"]),
    ("fa", &["fas", "per"], &["فارسی", "persian", "farsi"]),
    ("prs", &[], &["دری", "dari"]),
    ("ps", &["pus"], &["پښتو", "pashto"]),
    ("so", &["som"], &["soomaali", "somali"]),
    ("am", &["amh"], &["አማርኛ", "amharic"]),
    ("ti", &["tir"], &["ትግርኛ", "tigrinya"]),
    ("om", &["orm"], &["oromo", "afaan oromoo"]),
    ("sq", &["sqi", "alb"], &["shqip", "albanian", "albanais"]),
    ("sr", &["srp"], &["српски", "srpski", "serbian"]),
    ("bs", &["bos"], &["bosanski", "bosnian"]),
    ("mk", &["mkd", "mac"], &["македонски", "macedonian"]),
    ("ka", &["kat", "geo"], &["ქართული", "georgian"]),
    ("hy", &["hye", "arm"], &["հայերեն", "armenian"]),
    ("az", &["aze"], &["azərbaycanca"]),
    ("he", &["heb"], &["עברית", "hebrew"]),
    ("hi", &["hin"], &["हिन्दी", "hindi"]),
    ("bn", &["ben"], &["বাংলা", "bengali"]),
    ("pa", &["pan"], &["ਪੰਜਾਬੀ", "punjabi"]),
    ("ta", &["tam"], &["தமிழ்", "tamil"]),
    ("te", &["tel"], &["తెలుగు"]),
    ("ml", &["mal"], &["മലയാളം"]),
    ("ne", &["nep"], &["नेपाली", "nepali"]),
    ("si", &["sin"], &["සිංහල"]),
    ("ur", &["urd"], &["اردو", "urdu"]),
    ("zh", &["zho", "chi"], &["中文", "chinese", "chinois", "chinees"]),
    ("ja", &["jpn"], &["日本語", "japanese"]),
    ("ko", &["kor"], &["한국어", "korean"]),
    ("vi", &["vie"], &["tiếng việt", "vietnamese"]),
    ("th", &["tha"], &["ไทย", "thai"]),
    ("id", &["ind"], &["bahasa indonesia", "indonesian"]),
    ("ms", &["msa"], &["bahasa melayu"]),
    ("tl", &["tgl"], &["tagalog"]),
    ("my", &["mya"], &["မြန်မာ", "burmese"]),
    ("km", &["khm"], &["khmer"]),
    ("mn", &["mon"], &["монгол"]),
    ("kk", &["kaz"], &["қазақша"]),
    ("uz", &["uzb"], &["oʻzbekcha"]),
    ("ku", &["kur"], &["kurdî", "kurdi", "kurdish", "koerdisch"]),
    ("kmr", &[], &["kurmanji", "kurmancî"]),
    ("ckb", &[], &["کوردی", "سۆرانی", "sorani"]),
    ("sw", &["swa"], &["kiswahili", "swahili"]),
    ("ln", &["lin"], &["lingala", "lingála"]),
    ("rw", &["kin"], &["kinyarwanda"]),
    ("rn", &["run"], &["kirundi"]),
    ("wo", &["wol"], &["wolof"]),
    ("ff", &["ful"], &["pulaar", "fulfulde"]),
    ("ha", &["hau"], &["hausa"]),
    ("yo", &["yor"], &["yoruba"]),
    ("ig", &["ibo"], &["igbo"]),
    ("zgh", &[], &["ⵜⴰⵎⴰⵣⵉⵖⵜ", "tamazight"]),
    ("rom", &[], &["romani", "romanes"]),
    ("yi", &["yid"], &["ייִדיש", "yiddish"]),
    ("ca", &["cat"], &["català", "catalan"]),
    ("eu", &["eus", "baq"], &["euskara", "basque"]),
    ("gl", &["glg"], &["galego"]),
    ("is", &["isl", "ice"], &["íslenska"]),
    ("no", &["nor"], &["norsk", "norwegian"]),
    ("nb", &["nob"], &["bokmål"]),
    ("nn", &["nno"], &["nynorsk"]),
    ("lb", &["ltz"], &["lëtzebuergesch", "luxembourgish"]),
    ("be", &["bel"], &["беларуская"]),
    ("cy", &["cym"], &["cymraeg", "welsh"]),
    ("la", &["lat"], &["latina"]),
    ("eo", &["epo"], &["esperanto"]),
];

/// Codes that are also words, units or marks: counted in lower case only beside another edition.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "am", "be", "bg", "bs", "ca", "cat", "da", "dan", "el", "es", "est", "et", "eu", "fi", "fin", "ga", "geo", "ha", "he", "hi", "hr",
    "id", "ig", "is", "it", "ka", "la", "lat", "lin", "lit", "ln", "lt", "mac", "mal", "ml", "mn", "mon", "ms", "mt", "my", "ne",
    "no", "om", "pa", "pan", "per", "pol", "ps", "pt", "rom", "rum", "run", "si", "sin", "sl", "slo", "so", "som", "spa", "ta", "tam",
    "te", "tel", "th", "ti", "tl", "tr", "uk", "wo", "zh",
];

/// Codes that in capitals are more often a country or an abbreviation.
const MARKS: &[&str] = &[
    "UK", "EU", "BE", "ID", "IT", "HR", "TV", "PS", "MS", "ML", "AM", "OK", "NO", "LA", "CA", "GEO", "HD",
    "PAN", "MAC",
];

/// The language at the end of a file name (without its extension), if there is one.
#[must_use]
pub fn split(stem: &str) -> Option<Tagged<'_>> {
    let stem = stem.trim_end();
    if let Some(open) = stem.strip_suffix([')', ']']) {
        let start = open.rfind(['(', '['])?;
        let language = code(&open[start + 1..]).or_else(|| named(&open[start + 1..]))?;
        return tagged(&stem[..start], language, true);
    }
    let (at, separator) = stem
        .char_indices()
        .rev()
        .find(|(_, letter)| matches!(letter, '.' | '_' | '-' | ' ' | '–'))?;
    let tail = &stem[at + separator.len_utf8()..];
    // "pt-BR" and "zh_Hant" are one tag.
    if let Some((base, language)) = with_region(&stem[..at], tail) {
        return tagged(base, language, true);
    }
    if let Some(language) = named(tail) {
        return tagged(&stem[..at], language, separator != ' ');
    }
    let language = code(tail)?;
    let sure = match separator {
        '.' => true,
        ' ' => {
            is_capitals(tail) && !MARKS.contains(&tail) && tail.len() == 2 && stem[..at].ends_with(['-', '–'])
        }
        _ if is_capitals(tail) => !MARKS.contains(&tail),
        _ => !WORDS.contains(&tail.to_ascii_lowercase().as_str()),
    };
    tagged(&stem[..at], language, sure)
}

/// The language of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// BCP 47 code in lower case.
    pub language: String,
    /// False where the name might be a word, as in `IT`: it then counts only beside the folder of another
    /// language.
    pub sure: bool,
}

/// The language that a folder is named after: `fr`, `FR`, `Français`.
#[must_use]
pub fn folder(name: &str) -> Option<Spoken> {
    let name = composed(name.trim());
    let word = WORDS.contains(&name.to_lowercase().as_str()) || MARKS.contains(&name.as_ref());
    let by_name = || named(&name).map(|language| Spoken { language, sure: true });
    code(&name)
        .map(|language| Spoken {
            language,
            sure: !word,
        })
        .or_else(by_name)
}

/// Lower-case BCP 47 code for what a settings file or a document calls its language: `fr`, `fr-BE`, `fra`.
#[must_use]
pub fn known(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split(['-', '_']);
    let first = code(parts.next()?)?;
    let rest: Vec<_> = parts.map(str::to_ascii_lowercase).collect();
    let sound = rest.iter().all(|part| {
        !part.is_empty() && part.len() <= 8 && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    sound.then(|| {
        if rest.is_empty() {
            first.clone()
        } else {
            format!("{first}-{}", rest.join("-"))
        }
    })
}

fn tagged(base: &str, language: String, sure: bool) -> Option<Tagged<'_>> {
    let base = base.trim_end_matches([' ', '_', '-', '.', '–']);
    (!base.is_empty()).then_some(Tagged { base, language, sure })
}

fn code(tag: &str) -> Option<String> {
    if !(2..=3).contains(&tag.len()) || !(is_capitals(tag) || is_small(tag) || is_capitalised(tag)) {
        return None;
    }
    let tag = tag.to_ascii_lowercase();
    let row = LANGUAGES
        .iter()
        .find(|(short, long, _)| *short == tag || long.contains(&tag.as_str()))?;
    Some(row.0.to_owned())
}

fn named(name: &str) -> Option<String> {
    let name = composed(name).to_lowercase();
    LANGUAGES
        .iter()
        .find(|(_, _, names)| names.contains(&name.as_str()))
        .map(|row| row.0.to_owned())
}

/// Takes `xx` off the end of `before` when `tail` is a region or script: `report.pt` + `BR`.
fn with_region<'a>(before: &'a str, tail: &str) -> Option<(&'a str, String)> {
    let region = tail.len() == 2 && is_capitals(tail);
    let script = matches!(tail, "Hans" | "Hant" | "Latn" | "Cyrl" | "Arab");
    let at = before.rfind(['.', '_', '-'])?;
    let short = &before[at + 1..];
    if !(region || script) || short.len() != 2 || !is_small(short) {
        return None;
    }
    Some((
        &before[..at],
        format!("{}-{}", code(short)?, tail.to_ascii_lowercase()),
    ))
}

fn is_capitals(tag: &str) -> bool {
    tag.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_small(tag: &str) -> bool {
    tag.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_capitalised(tag: &str) -> bool {
    tag.split_at_checked(1)
        .is_some_and(|(first, rest)| is_capitals(first) && is_small(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn surely(stem: &str, base: &str, language: &str) {
        assert_eq!(
            split(stem),
            Some(Tagged {
                base,
                language: language.into(),
                sure: true
            }),
            "{stem}"
        );
    }

    #[track_caller]
    fn perhaps(stem: &str, base: &str, language: &str) {
        assert_eq!(
            split(stem),
            Some(Tagged {
                base,
                language: language.into(),
                sure: false
            }),
            "{stem}"
        );
    }

    #[test]
    fn the_forms_people_use_are_read() {
        surely("report.en", "report", "en");
        surely("report_FR", "report", "fr");
        surely("report-nl", "report", "nl");
        surely("report (DE)", "report", "de");
        surely("report_eng", "report", "en");
        surely("report_fre", "report", "fr");
        surely("report[ar]", "report", "ar");
        surely("report_Français", "report", "fr");
        surely("report - FR", "report", "fr");
        surely("report.pt-BR", "report", "pt-br");
        surely("report_zh-Hant", "report", "zh-hant");
        surely("annual_report-2025_FR", "annual_report-2025", "fr");
        surely("تقرير-ar", "تقرير", "ar");
        surely("report.it", "report", "it");
    }

    #[test]
    fn words_count_only_beside_another_edition() {
        perhaps("photo_id", "photo", "id");
        perhaps("just_do_it", "just_do", "it");
        perhaps("say-no", "say", "no");
        perhaps("what_is", "what", "is");
        perhaps("report UK", "report", "uk");
        perhaps("report_UK", "report", "uk");
        perhaps("report English", "report", "en");
        perhaps("report français", "report", "fr");
        perhaps("report FR", "report", "fr");
        perhaps("Vive la fin", "Vive la", "fi");
    }

    #[test]
    fn what_is_no_language_is_no_language() {
        for stem in [
            "report",
            "report_xx",
            "report_v2",
            "report.2025",
            "report (2)",
            "report_Final",
            "fr",
            "_fr",
            "",
            "…",
            "é.é",
            "report.eN",
        ] {
            assert_eq!(split(stem), None, "{stem}");
        }
    }

    #[test]
    fn folders_named_after_a_language_are_known() {
        let sure = |language: &str| {
            Some(Spoken {
                language: language.into(),
                sure: true,
            })
        };
        assert_eq!(folder("fr"), sure("fr"));
        assert_eq!(folder("NL"), sure("nl"));
        assert_eq!(folder("Français"), sure("fr"));
        assert_eq!(folder("العربية"), sure("ar"));
        assert_eq!(
            folder("IT"),
            Some(Spoken {
                language: "it".into(),
                sure: false
            })
        );
        assert_eq!(folder("Nuit"), None);
        assert_eq!(folder("photos"), None);
    }

    #[test]
    fn tags_of_documents_are_made_plain() {
        assert_eq!(known("fr-BE").as_deref(), Some("fr-be"));
        assert_eq!(known("FRA").as_deref(), Some("fr"));
        assert_eq!(known("x-default"), None);
        assert_eq!(known("en-"), None);
    }
}
