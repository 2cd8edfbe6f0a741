//! Nobody comes in without the secret, and nobody's page can use someone else's cookie.

use crate::support::{Folder, Server};

#[test]
fn the_entrance_gives_a_cookie_and_keeps_the_query() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let welcome = server.plain("GET", &format!("{}?stand=7", server.entrance_path()), &[], &[]);
    assert_eq!((welcome.status, welcome.header("location")), (303, "/?stand=7"));
    let cookie = welcome.header("set-cookie");
    for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(
        !cookie.contains(server.entrance_path().trim_start_matches("/enter/")),
        "the cookie is another secret"
    );
    assert_eq!(server.get("/catalogue").status, 200);
}

#[test]
fn without_the_cookie_everything_is_closed() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    for path in [
        "/",
        "/catalogue",
        "/events",
        "/media/x",
        "/picture/x/shelf",
        "/assets/x.js",
        "/nothing",
        "/enter",
    ] {
        let answer = server.plain("GET", path, &[], &[]);
        assert_eq!(answer.status, 401, "{path}");
        assert!(
            answer.text().contains("entered through the address"),
            "{}",
            answer.text()
        );
    }
    assert_eq!(
        server
            .plain("POST", "/poster/x", &[("content-type", "image/jpeg")], b"x")
            .status,
        401
    );
    for secret in ["", "0", &"0".repeat(64), &server.entrance_path()[7..70]] {
        let answer = server.plain("GET", &format!("/enter/{secret}"), &[], &[]);
        assert!(matches!(answer.status, 401 | 404), "{secret}: {}", answer.status);
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[test]
fn other_hosts_and_other_origins_are_refused() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let port = server.host.split(':').nth(1).unwrap();
    for host in [
        "evil.example",
        "localhost",
        &format!("localhost:{port}"),
        &format!("evil.example:{port}"),
        "127.0.0.1",
    ] {
        let path = server.entrance_path();
        for (path, cookie) in [(path.as_str(), ""), ("/catalogue", server.cookie.as_str())] {
            let answer = server.raw(&format!(
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
            ));
            assert!(answer.starts_with("HTTP/1.1 403"), "{host} {path}: {answer}");
        }
    }
    for (header, value, status) in [
        ("origin", "http://evil.example".to_owned(), 403),
        ("origin", "null".to_owned(), 403),
        ("origin", format!("http://localhost:{port}"), 403),
        ("origin", format!("http://{}", server.host), 200),
        ("sec-fetch-site", "cross-site".to_owned(), 403),
        ("sec-fetch-site", "same-site".to_owned(), 403),
        ("sec-fetch-site", "same-origin".to_owned(), 200),
    ] {
        assert_eq!(
            server.ask("GET", "/catalogue", &[(header, &value)], &[]).status,
            status,
            "{header}: {value}"
        );
    }
}

#[test]
fn every_answer_carries_the_rules() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    for answer in [
        server.get("/"),
        server.get("/catalogue"),
        server.get("/nothing"),
        server.plain("GET", "/", &[], &[]),
    ] {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self';"), "{policy}");
        for word in [
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'none'",
        ] {
            assert!(policy.contains(word), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert_ne!(answer.header("cache-control"), "");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[test]
fn no_address_reaches_a_path() {
    let folder = Folder::new();
    folder
        .put_film("01 Stand/film.mp4")
        .put("secret.txt", "the secret");
    let server = Server::start(&folder);
    for path in [
        "/media/../../etc/passwd",
        "/media/..%2f..%2fetc%2fpasswd",
        "/media/%2e%2e/%2e%2e/etc/passwd",
        "/media/%2fetc%2fpasswd",
        "/media//etc/passwd",
        "/media/secret.txt",
        "/media/01%20Stand%2ffilm.mp4",
        "/picture/..%2f..%2fetc%2fpasswd/shelf",
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/assets/../../package.json",
        "/assets/..%2f..%2fpackage.json",
        "//etc/passwd",
        "/media/%00",
        "/media/",
        "/media",
    ] {
        let answer = server.raw(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
            server.host, server.cookie
        ));
        assert!(
            answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400"),
            "{path}: {answer}"
        );
    }
}

#[test]
fn only_the_methods_that_mean_something_are_taken() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    for (method, path) in [
        ("POST", "/catalogue"),
        ("DELETE", "/media/x"),
        ("PUT", "/poster/x"),
        ("GET", "/poster/x"),
        ("POST", "/"),
    ] {
        assert_eq!(server.ask(method, path, &[], b"x").status, 405, "{method} {path}");
    }
}

#[test]
fn what_nobody_knows_is_not_found() {
    let folder = Folder::new();
    folder.put_photo("01 Stand/photo.jpg", 64, 48, 1);
    let server = Server::start(&folder);
    for path in [
        "/nothing",
        "/media/0000",
        "/picture/0000/shelf",
        "/picture/0000/enormous",
        "/page/0000/1/shelf",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    for path in ["/publication/0000", "/captions/0000"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(
        server
            .ask("POST", "/film/0000/verdict", &[], br#"{"plays":true}"#)
            .status,
        404
    );
    assert_eq!(
        server
            .ask("POST", "/poster/0000", &[("content-type", "image/jpeg")], b"x")
            .status,
        404
    );
}

#[test]
fn a_client_that_never_finishes_its_request_does_not_hold_up_the_others() {
    use std::io::Write;
    let folder = Folder::new();
    let server = Server::start(&folder);
    let slow: Vec<_> = (0..64)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
            stream
        })
        .collect();
    assert_eq!(server.get("/catalogue").status, 200);
    drop(slow);
}
