//! A small web server for the pages that are compared: films with ranges, as browsers ask for them.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};

/// What a page does with its films.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// `<video loop>` with the first film.
    Loop,
    /// One `<video>` that takes the next film when one has ended.
    List,
}

const HEAD: &str = "<!doctype html><meta charset=utf-8><style>html,body{margin:0;background:#000;overflow:hidden}\
    video{width:100vw;height:100vh;object-fit:cover;display:block}</style>";

/// Serves until the program ends. Gives the address of the page.
pub(crate) fn serve(page: Page, films: Vec<PathBuf>) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/", listener.local_addr()?);
    let films = Arc::new(films);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let films = Arc::clone(&films);
            // A browser that goes away in the middle of a film has what it wanted.
            std::thread::spawn(move || drop(answer(stream, page, &films)));
        }
    });
    Ok(address)
}

fn html(page: Page, films: usize) -> String {
    match page {
        Page::Loop => format!("{HEAD}<video src=/0 muted autoplay loop></video>"),
        Page::List => format!(
            "{HEAD}<video src=/0 muted autoplay></video><script>\
             let at = 0; const film = document.querySelector('video');\
             film.onended = () => {{ at = (at + 1) % {films}; film.src = '/' + at; film.play(); }};</script>"
        ),
    }
}

fn answer(stream: TcpStream, page: Page, films: &[PathBuf]) -> Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().context("nothing was asked")??;
    let mut range = None;
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("range")
        {
            range = Some(value.trim().to_owned());
        }
    }
    let path = first.split_whitespace().nth(1).unwrap_or_default();
    let mut stream = stream;
    if path == "/" {
        let page = html(page, films.len());
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")?;
        write!(
            stream,
            "Content-Length: {}\r\nConnection: close\r\n\r\n{page}",
            page.len()
        )?;
        return Ok(());
    }
    let film = path
        .trim_start_matches('/')
        .parse()
        .ok()
        .and_then(|number: usize| films.get(number));
    let Some(film) = film else {
        write!(
            stream,
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )?;
        return Ok(());
    };
    let mut file = File::open(film)?;
    let size = file.metadata()?.len();
    let kind = if film.extension().is_some_and(|ending| ending == "webm") {
        "video/webm"
    } else {
        "video/mp4"
    };
    let part = range.as_deref().and_then(|range| part(range, size));
    let (from, to) = part.unwrap_or((0, size));
    match part {
        Some(_) => write!(
            stream,
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{}/{size}\r\n",
            to - 1
        )?,
        None => write!(stream, "HTTP/1.1 200 OK\r\n")?,
    }
    write!(stream, "Content-Type: {kind}\r\nAccept-Ranges: bytes\r\n")?;
    write!(
        stream,
        "Content-Length: {}\r\nConnection: close\r\n\r\n",
        to - from
    )?;
    file.seek(SeekFrom::Start(from))?;
    std::io::copy(&mut file.take(to - from), &mut stream)?;
    Ok(())
}

/// First byte, and the one after the last, of `bytes=A-B` or `bytes=A-`.
fn part(range: &str, size: u64) -> Option<(u64, u64)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let from = from.parse().ok().filter(|from| *from < size)?;
    let to = to.parse::<u64>().map_or(size, |last| (last + 1).min(size));
    (from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(address: &str, path: &str, range: &str) -> String {
        let host = address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{range}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn ranges_are_read_as_browsers_send_them() {
        assert_eq!(part("bytes=0-1", 100), Some((0, 2)));
        assert_eq!(part("bytes=40-", 100), Some((40, 100)));
        assert_eq!(part("bytes=90-200", 100), Some((90, 100)));
        assert_eq!(part("bytes=100-", 100), None);
        assert_eq!(part("bytes=-5", 100), None);
    }

    #[test]
    fn pages_and_parts_of_films_are_answered() {
        let house = tempfile::tempdir().unwrap();
        let film = house.path().join("a.webm");
        std::fs::write(&film, "0123456789").unwrap();
        let address = serve(Page::List, vec![film]).unwrap();
        assert!(ask(&address, "/", "").contains("onended"));
        let whole = ask(&address, "/0", "");
        assert!(whole.starts_with("HTTP/1.1 200") && whole.ends_with("\r\n\r\n0123456789"));
        let part = ask(&address, "/0", "Range: bytes=2-4\r\n");
        assert!(
            part.starts_with("HTTP/1.1 206")
                && part.contains("bytes 2-4/10")
                && part.ends_with("\r\n\r\n234")
        );
        assert!(ask(&address, "/1", "").starts_with("HTTP/1.1 404"));
    }
}
