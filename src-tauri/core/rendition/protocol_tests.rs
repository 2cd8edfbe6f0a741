//! What goes through the pipe comes out of it, and what is broken off is noticed.

use super::*;
use crate::intake::reading::TextReading;

fn through_a_pipe(job: &Job) -> Job {
    let mut pipe = Vec::new();
    write_job(&mut pipe, job).unwrap();
    read_job(&mut pipe.as_slice()).unwrap().unwrap()
}

#[test]
fn jobs_survive_the_pipe() {
    for job in [
        Job::Read {
            path: "/a/b c/صور.jpg".into(),
        },
        Job::ReadAll {
            paths: vec!["/a/b c/صور.jpg".into(), "x.pdf".into()],
        },
        Job::Page {
            path: "x.pdf".into(),
            number: 7,
            sizes: vec![Size::Screen, Size::Shelf],
        },
        Job::Poster {
            picture: vec![0, 255, 10],
            sizes: vec![Size::Shelf],
        },
    ] {
        assert_eq!(through_a_pipe(&job), job);
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_unicode_survives_the_pipe() {
    use std::os::unix::ffi::OsStringExt;
    let path = PathBuf::from(std::ffi::OsString::from_vec(b"/tmp/\xff\xfe.jpg".to_vec()));
    let job = Job::Photo {
        path,
        sizes: vec![Size::Shelf],
    };
    assert_eq!(through_a_pipe(&job), job);
}

#[test]
fn outcomes_survive_the_pipe() {
    let pictures = Outcome::Pictures(vec![
        (
            Size::Shelf,
            Picture {
                bytes: vec![1, 2, 3],
                format: Format::Jpeg,
            },
        ),
        (
            Size::Screen,
            Picture {
                bytes: vec![],
                format: Format::WebP,
            },
        ),
    ]);
    let refused = Outcome::Refused(refusal(ProblemCode::FileDamaged, "JPEG", "cut short"));
    for outcome in [
        pictures,
        refused,
        Outcome::Text(vec!["één".into(), String::new()]),
        Outcome::Readings(vec![Reading::Text(TextReading::default())]),
    ] {
        let mut pipe = Vec::new();
        write_outcome(&mut pipe, &outcome).unwrap();
        assert_eq!(read_outcome(&mut pipe.as_slice()).unwrap(), Some(outcome));
    }
}

#[test]
fn a_closed_pipe_is_the_end_and_a_cut_frame_is_an_error() {
    assert!(read_job(&mut [].as_slice()).unwrap().is_none());
    let mut pipe = Vec::new();
    write_job(&mut pipe, &Job::Read { path: "x".into() }).unwrap();
    for length in 1..pipe.len() {
        assert!(read_job(&mut &pipe[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn lying_lengths_cost_nothing() {
    assert!(read_outcome(&mut [0xff; 64].as_slice()).is_err());
    let header = br#"{"message":{"Pictures":[["shelf","jpeg"]]},"blobs":[18446744073709551615]}"#;
    let mut pipe = (header.len() as u32).to_le_bytes().to_vec();
    pipe.extend_from_slice(header);
    assert!(read_outcome(&mut pipe.as_slice()).is_err());
}

#[test]
fn noise_before_the_greeting_is_skipped() {
    let mut pipe = b"\nrunning 1 test\nvitrine-vitrine".to_vec();
    greet(&mut pipe, &["network", "file writing"]).unwrap();
    pipe.extend_from_slice(b"rest");
    let mut input = pipe.as_slice();
    assert_eq!(await_greeting(&mut input).unwrap(), "network, file writing");
    assert_eq!(input, b"rest");
    assert!(await_greeting(&mut b"some other program".as_slice()).is_err());
}
