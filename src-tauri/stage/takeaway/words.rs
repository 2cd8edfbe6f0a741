//! The words of the page that a phone gets, in the languages that the screens speak.

/// The words of one language.
pub(super) struct Words {
    pub(super) code: &'static str,
    pub(super) direction: &'static str,
    /// Above the list.
    pub(super) title: &'static str,
    /// What to do and how long it can be done.
    pub(super) explained: &'static str,
    pub(super) publication: &'static str,
    pub(super) film: &'static str,
    pub(super) photo: &'static str,
    pub(super) private: &'static str,
}

const ALL: [Words; 5] = [
    Words {
        code: "en",
        direction: "ltr",
        title: "Take it with you",
        explained: "Touch a title to save it on your phone. This page is here for 20 minutes.",
        publication: "Booklet",
        film: "Film",
        photo: "Photograph",
        private: "Nothing about you is stored.",
    },
    Words {
        code: "fr",
        direction: "ltr",
        title: "Emportez-le avec vous",
        explained: "Touchez un titre pour l’enregistrer sur votre téléphone. Cette page reste ici 20 minutes.",
        publication: "Brochure",
        film: "Film",
        photo: "Photographie",
        private: "Rien n’est conservé sur vous.",
    },
    Words {
        code: "nl",
        direction: "ltr",
        title: "Neem het mee",
        explained: "Raak een titel aan om hem op uw telefoon te bewaren. Deze pagina blijft hier 20 minuten.",
        publication: "Brochure",
        film: "Film",
        photo: "Foto",
        private: "Er wordt niets over u bewaard.",
    },
    Words {
        code: "de",
        direction: "ltr",
        title: "Zum Mitnehmen",
        explained: "Tippen Sie auf einen Titel, um ihn auf Ihrem Telefon zu speichern. Diese Seite bleibt 20 Minuten hier.",
        publication: "Heft",
        film: "Film",
        photo: "Foto",
        private: "Über Sie wird nichts gespeichert.",
    },
    Words {
        code: "ar",
        direction: "rtl",
        title: "خذها معك",
        explained: "المس عنوانًا لحفظه في هاتفك. تبقى هذه الصفحة هنا 20 دقيقة.",
        publication: "كتيّب",
        film: "فيلم",
        photo: "صورة",
        private: "لا يُحفظ أي شيء عنك.",
    },
];

/// The words of this language, of its plain form, or English.
pub(super) fn words(language: &str) -> &'static Words {
    let plain = language.split('-').next().unwrap_or_default();
    let mut all = ALL.iter();
    all.find(|words| words.code == plain).unwrap_or(&ALL[0])
}
