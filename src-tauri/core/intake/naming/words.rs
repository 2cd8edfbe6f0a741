//! The word lists by which names are judged. One place, so that adding a language is adding words here.

/// Words at the end of a name that speak of the file and not of its content, whatever stands before them.
#[rustfmt::skip]
pub(super) const VERSION: &[&str] = &[
    "final", "finale", "finaal", "finalversion", "def", "definitief", "définitif", "definitive", "definitivo",
    "endfassung", "copy", "copie", "kopie", "kopia", "copia", "cópia", "kopi", "lowres", "hires", "highres",
    "lores", "lowresolution", "compressed", "comprimé", "gecomprimeerd", "komprimiert", "drukklaar",
    "druckfertig", "نهائي", "نسخة",
];

/// The same, but also words of the language: taken off only where the name is put together as file names are.
#[rustfmt::skip]
pub(super) const WEAK_VERSION: &[&str] = &[
    "web", "print", "screen", "online", "small", "low", "high", "hr", "lr", "bd", "hd", "draft", "brouillon",
    "concept", "ontwerp", "entwurf", "borrador", "bozza", "rascunho", "new", "nieuw", "nouveau", "neu",
    "latest", "ok", "release", "version", "versie", "rev", "revised", "corr", "corrected", "edit", "edited",
    "export", "proof", "a4", "a5", "spreads", "pages", "interactive", "approved", "klaar", "optimized",
    "resized", "scaled",
];

/// Folder names that say what kind of files are in them and nothing else. Lower case, letters only.
#[rustfmt::skip]
pub(super) const GENERIC: &[&str] = &[
    // English
    "photo", "photos", "photograph", "photographs", "photography", "picture", "pictures", "pics", "pic",
    "image", "images", "img", "imgs", "gallery", "album", "slideshow", "slides", "film", "films", "movie",
    "movies", "video", "videos", "clip", "clips", "publication", "publications", "pubs", "document",
    "documents", "docs", "doc", "pdf", "pdfs", "report", "reports", "book", "books", "booklet", "booklets",
    "brochure", "brochures", "leaflet", "leaflets", "flyer", "flyers", "folder", "poster", "posters",
    "magazine", "magazines", "newsletter", "newsletters", "media", "loop", "loops", "file", "files", "misc",
    "other", "various", "new folder", "untitled folder", "content", "material", "materials", "assets",
    "export", "exports", "final", "jpg", "jpeg", "jpegs", "png", "mp", "scan", "scans", "dcim", "camera",
    "camera roll", "photo exhibition", "exhibition", "web", "print", "screen", "download", "downloads",
    "originals", "copy",
    // French
    "photographie", "photographies", "galerie", "vidéo", "vidéos", "rapport", "rapports", "livre", "livres",
    "livret", "livrets", "dépliant", "dépliants", "affiche", "affiches", "fichier", "fichiers",
    "nouveau dossier", "dossier", "divers", "médias", "média", "revue", "revues", "exposition", "expo",
    "exposition photo", "expo photo",
    // Dutch
    "foto", "fotos", "afbeelding", "afbeeldingen", "beeld", "beelden", "filmpje", "filmpjes", "publicatie",
    "publicaties", "documenten", "verslag", "verslagen", "rapporten", "boek", "boeken", "folders", "map",
    "nieuwe map", "bestanden", "diversen", "tijdschrift", "tijdschriften", "tentoonstelling",
    "fototentoonstelling",
    // German
    "bild", "bilder", "filme", "publikation", "publikationen", "dokument", "dokumente", "bericht", "berichte",
    "buch", "bücher", "broschüre", "broschüren", "neuer ordner", "dateien", "medien", "ausstellung",
    "fotoausstellung", "veröffentlichungen",
    // Spanish, Italian, Portuguese
    "imagen", "imágenes", "película", "películas", "vídeo", "vídeos", "publicación", "publicaciones",
    "documento", "documentos", "informe", "informes", "libro", "libros", "folleto", "folletos",
    "nueva carpeta", "archivos", "medios", "fotografía", "fotografías", "immagine", "immagini", "filmato",
    "filmati", "pubblicazione", "pubblicazioni", "documenti", "rapporto", "rapporti", "libri", "opuscoli",
    "nuova cartella", "fotografie", "imagem", "imagens", "filme", "filmes", "publicação", "publicações",
    "relatório", "relatórios", "livro", "livros", "brochura", "brochuras", "nova pasta", "fotografia",
    "fotografias", "mostra", "exposición", "exposição",
    // Arabic
    "صور", "الصور", "صورة", "فيديو", "الفيديو", "فيديوهات", "أفلام", "فيلم", "منشورات", "المنشورات", "وثائق",
    "مستندات", "تقارير", "كتب", "كتيبات", "مجلد جديد", "ملفات", "معرض", "معرض الصور",
    // Turkish, Ukrainian, Russian, Persian
    "fotoğraf", "fotoğraflar", "resimler", "фото", "фотографії", "відео", "документи", "книги", "фотографии",
    "видео", "документы", "новая папка", "нова папка", "عکس", "عکسها", "تصاویر",
];

/// How names begin that a camera, a telephone or a program gave. Lower case.
#[rustfmt::skip]
pub(super) const MACHINE_START: &[&str] = &[
    "whatsapp", "screenshot", "screen shot", "schermafbeelding", "schermafdruk", "capture d’écran",
    "capture d'écran", "capture_d", "bildschirmfoto", "captura de", "captura_de", "schermata", "لقطة شاشة",
    "ekran görüntüsü", "fb_img", "fb img", "received_", "received ", "signal-20", "pxl_", "pxl ",
    "telegram-cloud", "photo_20", "video_20", "burst20", "snapchat-", "unnamed", "untitled", "sans titre",
    "naamloos", "unbenannt", "ohne titel", "ohne namen", "sin título", "sin titulo", "senza titolo",
    "sem título", "download", "videoplayback", "dall·e",
];

/// Words that, followed by nothing but digits, name no content. Lower case.
#[rustfmt::skip]
pub(super) const MACHINE_WORD: &[&str] = &[
    "img", "mg", "image", "imag", "dsc", "dscn", "dscf", "dscin", "p", "pict", "cimg", "gopr", "gp", "gx",
    "gh", "dji", "sam", "hpim", "sdc", "mvi", "mov", "vid", "video", "clip", "pxl", "wp", "scan", "scanned",
    "photo", "foto", "bild", "picture", "pic", "file", "numérisation", "numeriser", "afbeelding", "film",
    "movie", "page", "slide", "frame", "rimg", "pano", "tn", "صورة",
];

/// Whole titles that a program wrote when nobody did. Lower case.
#[rustfmt::skip]
pub(super) const EMPTY_TITLE: &[&str] = &[
    "title", "titre", "titel", "título", "titolo", "none", "null", "(null)", "unknown", "document", "print",
    "full page photo", "powerpoint presentation", "présentation powerpoint", "powerpoint-presentatie",
    "powerpoint-präsentation", "presentación de powerpoint", "presentazione standard di powerpoint",
    "presentazione di powerpoint", "apresentação do powerpoint", "apresentação powerpoint",
    "عرض تقديمي في powerpoint", "publication", "blank page", "cover", "image", "photo", "video", "movie",
    "default", "new document", "olympus digital camera", "sony dsc", "digital camera",
    "konica minolta digital camera", "minolta digital camera", "samsung camera pictures", "exif_jpeg_picture",
    "default settings", "created with gimp", "edited with gimp", "screenshot", "main", "index", "test",
];

/// How titles begin that a program wrote when nobody did. Lower case.
#[rustfmt::skip]
pub(super) const EMPTY_TITLE_START: &[&str] = &[
    "microsoft word", "microsoft powerpoint", "microsoft excel", "microsoft office", "untitled", "sans titre",
    "sans nom", "naamloos", "unbenannt", "ohne titel", "sin título", "sin titulo", "senza titolo",
    "senza nome", "sem título", "bez názvu", "bez tytułu", "file:", "http:", "https:", "processed with ",
    "created by ", "created with ", "charset=", "layout ", "slide ", "diapositive ", "dia ", "folie ",
    "page ", "pagina ", "document", "dokument", "adobe ", "quark", "camera ", "scanned ", "scan ",
];

/// Names of texts that somebody left for whoever opens the folder. Lower case, letters only.
#[rustfmt::skip]
pub(super) const NOTE: &[&str] = &[
    "readme", "read me", "readme first", "lisezmoi", "lisez moi", "leesmij", "lees mij", "liesmich", "lies mich",
    "leeme", "leggimi", "leiame", "اقرأني", "license", "licence", "licentie", "lizenz", "copying", "copyright",
    "notice", "changelog", "links", "liens", "todo", "to do", "notes", "notities", "notizen",
];

/// Extensions that betray a file name in a title. Lower case.
#[rustfmt::skip]
pub(super) const EXTENSION: &[&str] = &[
    "pdf", "doc", "docx", "docm", "dotx", "odt", "rtf", "txt", "ppt", "pptx", "pps", "ppsx", "odp", "xls",
    "xlsx", "ods", "indd", "indb", "idml", "qxd", "qxp", "ai", "eps", "ps", "psd", "cdr", "pub", "pmd",
    "pages", "key", "tex", "dvi", "htm", "html", "xml", "jpg", "jpeg", "png", "tif", "tiff", "gif", "heic",
    "mp4", "mov", "m4v", "avi", "wmv", "mkv", "webm", "mpg", "mpeg", "afpub", "sla", "svg", "epub", "md",
];
