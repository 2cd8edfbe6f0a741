//! Texts as QR codes, read again as a phone would.

use vitrine_core::messages::QrSymbol;

use crate::support::phone::scanned;
use crate::support::{Answer, Folder, Server};

fn ask(server: &Server, text: &[u8]) -> Answer {
    server.ask(
        "POST",
        "/qr",
        &[("content-type", "text/plain; charset=utf-8")],
        text,
    )
}

fn code(server: &Server, text: &str) -> QrSymbol {
    let answer = ask(server, text.as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    serde_json::from_slice(&answer.body).expect("a code")
}

#[test]
fn a_phone_reads_what_the_code_was_made_of() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let note = "مرحبا\nThe Last Week\nhttps://a.example/last-week\nÉditions (Stand 7)";
    let long = format!("https://a.example/{}", "x".repeat(666 - 18));
    for text in [
        "https://seafarers.example/report.pdf",
        "http://192.168.178.100:54321/T/A2B3C4D5E6F7G2H3J4K5M6N7P2",
        "mailto:hello@seafarers.example",
        note,
        &long,
    ] {
        let code = code(&server, text);
        assert_eq!(code.rows.len(), code.size as usize);
        assert_eq!(scanned(&code.rows), (text.to_owned(), 0), "level M is 0");
    }
}

#[test]
fn what_no_code_on_the_glass_could_hold_is_refused() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    assert_eq!(ask(&server, "x".repeat(667).as_bytes()).status, 413);
    assert_eq!(ask(&server, "x".repeat(100_000).as_bytes()).status, 413);
    assert_eq!(ask(&server, b"").status, 400);
    assert_eq!(ask(&server, b"\xff\xfe\xfd").status, 400);
    assert_eq!(server.plain("POST", "/qr", &[], b"hello").status, 401);
    assert_eq!(server.get("/qr").status, 405);
}
