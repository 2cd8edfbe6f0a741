//! A folder for the catalogue's tests, made of paths and readings alone.

use std::path::{Path, PathBuf};

use super::{Built, Furniture, Material, Piece, Seen, build};
use crate::flow::COVER;
use crate::intake::reading::{
    Binding, FilmReading, LinkReading, PhotoReading, PublicationReading, Reading, Refusal, SoundReading,
    TextReading,
};
use crate::intake::scan::Signature;
use crate::messages::{Flashes, ItemState, PageSize, ProblemCode, Stand, Stretch};

/// Files and what each turned out to be.
#[derive(Default)]
pub(super) struct Trial {
    stands: Vec<PathBuf>,
    files: Vec<(PathBuf, String, Reading, Option<String>)>,
    flashes: Vec<(String, Flashes)>,
}

impl Trial {
    pub(super) fn with(mut self, path: &str, reading: Reading) -> Self {
        let path = PathBuf::from(path);
        if let Some(stand) = path
            .iter()
            .next()
            .map(PathBuf::from)
            .filter(|stand| *stand != path)
        {
            self = self.stand(&stand);
        }
        self.files.push((
            path.clone(),
            format!("media of {}", path.display()),
            reading,
            None,
        ));
        self
    }

    pub(super) fn stand(mut self, folder: impl AsRef<Path>) -> Self {
        if !self.stands.iter().any(|stand| stand == folder.as_ref()) {
            self.stands.push(folder.as_ref().to_owned());
        }
        self
    }

    /// Gives the last file the bytes of another one.
    pub(super) fn same_bytes_as(mut self, path: &str) -> Self {
        self.files.last_mut().expect("a file").1 = format!("media of {path}");
        self
    }

    pub(super) fn pdf(self, path: &str) -> Self {
        self.pdf_saying(path, None, None)
    }

    pub(super) fn pdf_saying(self, path: &str, title: Option<&str>, language: Option<&str>) -> Self {
        let reading = PublicationReading {
            title: title.map(str::to_owned),
            language: language.map(str::to_owned),
            pages: vec![
                PageSize {
                    width: 595.0,
                    height: 842.0
                };
                12
            ],
            ..PublicationReading::default()
        };
        self.with(path, Reading::Publication(reading))
    }

    pub(super) fn photo(self, path: &str) -> Self {
        self.photo_saying(path, PhotoReading::default())
    }

    pub(super) fn photo_saying(self, path: &str, reading: PhotoReading) -> Self {
        let reading = PhotoReading {
            format: "JPEG".into(),
            width: 300,
            height: 200,
            ..reading
        };
        self.with(path, Reading::Photo(reading))
    }

    pub(super) fn film(self, path: &str) -> Self {
        let reading = FilmReading {
            container: "MP4".into(),
            mime: "video/mp4; codecs=\"avc1.64001f\"".into(),
            codec: "H.264".into(),
            seconds: 45.2,
            ..FilmReading::default()
        };
        self.with(path, Reading::Film(reading))
    }

    pub(super) fn sound(self, path: &str) -> Self {
        let reading = SoundReading {
            format: "MP3".into(),
            mime: "audio/mpeg".into(),
            seconds: 95.5,
            ..SoundReading::default()
        };
        self.with(path, Reading::Sound(reading))
    }

    /// A screen has seen the film at this path flash.
    pub(super) fn flashing(mut self, path: &str, seconds: &[f64]) -> Self {
        let flashes = Flashes {
            seconds: seconds.to_vec(),
            looked: vec![Stretch { from: 0.0, to: 45.2 }],
            certain: true,
        };
        self.flashes.push((format!("media of {path}"), flashes));
        self
    }

    pub(super) fn text(mut self, path: &str, words: &str) -> Self {
        self = self.with(path, Reading::Text(TextReading::default()));
        self.files.last_mut().expect("a file").3 = Some(words.to_owned());
        self
    }

    /// A text that is long enough for a publication, whatever its name makes of it.
    pub(super) fn prose(mut self, path: &str) -> Self {
        let bound = |binding| {
            let reading = PublicationReading {
                binding,
                pages: vec![COVER; 3],
                ..PublicationReading::default()
            };
            Some(Box::new(Reading::Publication(reading)))
        };
        let reading = TextReading {
            plain: bound(Binding::Plain),
            markdown: bound(Binding::Markdown),
        };
        self = self.with(path, Reading::Text(reading));
        self.files.last_mut().expect("a file").3 = Some("A long text. ".repeat(60));
        self
    }

    pub(super) fn link(self, path: &str, address: Option<&str>) -> Self {
        let address = address.map(str::to_owned);
        self.with(path, Reading::Link(LinkReading { address }))
    }

    pub(super) fn refused(self, path: &str, code: ProblemCode, what: &str) -> Self {
        self.with(
            path,
            Reading::Refused(Refusal {
                code,
                what: what.into(),
                detail: String::new(),
            }),
        )
    }

    pub(super) fn build(&self) -> Built {
        self.build_with(&|_| None)
    }

    pub(super) fn build_with(&self, refusal: &(dyn Fn(&str) -> Option<Refusal> + Sync)) -> Built {
        self.build_from(&mut Furniture::default(), &|_| ItemState::Ready, refusal)
    }

    pub(super) fn build_from(
        &self,
        furniture: &mut Furniture,
        state: &(dyn Fn(&str) -> ItemState + Sync),
        refusal: &(dyn Fn(&str) -> Option<Refusal> + Sync),
    ) -> Built {
        let pieces = self
            .files
            .iter()
            .map(|(path, media, reading, text)| Piece {
                path,
                signature: Signature::default(),
                media,
                reading,
                text: text.as_deref(),
            })
            .collect();
        let material = Material {
            root: Path::new("/assets"),
            stands: &self.stands,
            pieces,
            state,
            refusal,
            seen: &|media| Seen {
                flashes: self
                    .flashes
                    .iter()
                    .find(|(film, _)| film == media)
                    .map(|(_, flashes)| flashes.clone()),
                stutters: false,
            },
            problems: Vec::new(),
        };
        build(&material, furniture)
    }

    /// The only stand.
    pub(super) fn one(&self) -> Stand {
        let mut stands = self.build().catalogue.stands;
        assert_eq!(stands.len(), 1, "one stand");
        stands.remove(0)
    }
}
