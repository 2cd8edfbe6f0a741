//! Everything that can be wrong in a settings file, without words: the languages say it.

/// One mistake.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mistake {
    /// Something else than one object.
    NotOneObject,
    /// Nothing in it.
    Blank,
    /// No known slip explains why the line cannot be read.
    NotJson { line: u32 },
    /// A field that nobody reads.
    UnknownField {
        name: String,
        /// What was probably meant.
        meant: Option<&'static str>,
        /// All fields there are, in quotes.
        known: String,
    },
    /// A field that holds other fields.
    NotObject { name: String, found: Found },
    /// A field that holds a list.
    NotList { name: String, found: Found },
    /// A field that holds a text.
    NotText { name: String, found: Found },
    /// A field that holds a text or texts by language.
    NotWords { name: String, found: Found },
    /// A word where a language code belongs, in this field or in a list.
    NoLanguage { tag: String, field: Option<String> },
    /// A field that holds a colour.
    NotColour { name: String, text: String },
    /// A field that holds a number.
    NotNumber { name: String, found: Found },
    /// A number that is brought inside its bounds.
    NumberOutside {
        name: String,
        number: f64,
        least: u32,
        most: u32,
        kept: u32,
    },
    /// A field that holds yes or no.
    NotFlag { name: String, found: Found },
    /// A field that holds a time of day.
    NotTime { name: String, text: String },
    /// A field that holds a day.
    NotDay { name: String, text: String },
    /// Two commas, or one before the first field.
    CommaTooMany { line: u32 },
    /// A comma after the last field.
    CommaAtEnd { line: u32 },
    /// None between two fields.
    CommaMissing { line: u32 },
    /// JSON has none.
    Comment { line: u32 },
    /// A typographic or single quote.
    WrongQuote { line: u32, quote: char },
    /// A text that does not end on its line.
    QuoteMissing { line: u32 },
    /// The file ends too early.
    NotClosed,
    /// More characters than fit.
    BlurbTooLong { length: usize, most: usize },
    /// A session without a start, an end or a title.
    SessionLacks,
    /// A part of the day without a start, an end or stands.
    DayPartLacks,
    /// A field that holds an address of the web.
    NotAddress { name: String, text: String },
    /// A field that holds an e-mail address or a telephone number.
    NotContact { name: String, text: String },
    /// A link is given for a file that is none.
    NoSuchFile { name: String },
    /// A part of the day names a stand that is none.
    NoSuchStand { name: String },
    /// A session that ends before it starts.
    SessionBackwards { start: String, end: String },
}

/// What stands where something else belongs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// As it is written, cut when it is long.
    Raw(String),
    /// Fields in braces.
    Object,
    /// Entries in brackets.
    List,
    /// The word `null`.
    Nothing,
}
