//! With `--lan` other machines reach the show, under the same rules: secret, cookie, exact host, own origin.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use crate::support::{Folder, Server};

/// An address of this machine that is not loopback, where there is one. Nothing is sent to find it.
fn outward() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

fn open(folder: &Folder) -> (Server, u16) {
    let server = Server::start_with(folder, &["--lan", "--listen", "0.0.0.0:0"]);
    let address: SocketAddr = server
        .host
        .parse()
        .expect("the entrance names an address and a port");
    (server, address.port())
}

/// Where the show must be reached: as other machines do, and from this one. All of 127.0.0.0/8 is this machine on
/// Linux alone.
fn addresses(port: u16) -> Vec<String> {
    let mut all = vec![format!("127.0.0.1:{port}")];
    if cfg!(target_os = "linux") {
        all.push(format!("127.0.0.2:{port}"));
    }
    all.extend(outward().map(|ip| format!("{ip}:{port}")));
    all
}

#[test]
fn the_entrance_names_the_address_that_other_machines_reach() {
    let folder = Folder::new();
    let (server, _) = open(&folder);
    let named: SocketAddr = server.host.parse().unwrap();
    assert_eq!(
        named.ip(),
        outward().unwrap_or(Ipv4Addr::LOCALHOST.into()),
        "never 0.0.0.0, which no browser can open"
    );
}

#[test]
fn every_address_of_the_machine_leads_in_by_the_secret_alone() {
    let folder = Folder::new();
    folder.put_photo("01 Stand/photo.jpg", 64, 48, 1);
    let (server, port) = open(&folder);
    for host in addresses(port) {
        let closed = server.plain_at(&host, "GET", "/catalogue", &[], &[]);
        assert_eq!(closed.status, 401, "{host}");
        let guessed = server.plain_at(&host, "GET", &format!("/enter/{}", "0".repeat(64)), &[], &[]);
        assert_eq!(guessed.status, 401, "{host}");
        assert_eq!(guessed.header("set-cookie"), "", "{host}");

        let welcome = server.plain_at(&host, "GET", &server.entrance_path(), &[], &[]);
        assert_eq!(
            (welcome.status, welcome.header("location")),
            (303, "/"),
            "{host}: it goes on at the address that was asked"
        );
        let cookie = welcome.header("set-cookie");
        for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(word), "{host}: {cookie}");
        }
        let cookie = cookie.split(';').next().unwrap_or_default();

        for path in ["/", "/catalogue"] {
            let answer = server.plain_at(&host, "GET", path, &[("cookie", cookie)], &[]);
            assert_eq!(answer.status, 200, "{host}{path}");
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'self';"), "{host}: {policy}");
            assert_eq!(answer.header("access-control-allow-origin"), "");
        }
    }
}

#[test]
fn only_the_address_that_was_reached_is_a_host_and_an_origin() {
    let folder = Folder::new();
    let (server, port) = open(&folder);
    let all = addresses(port);
    for reached in &all {
        let strangers = [
            "evil.example".to_owned(),
            format!("evil.example:{port}"),
            format!("localhost:{port}"),
            format!("0.0.0.0:{port}"),
            format!("127.0.0.3:{port}"),
            reached.split(':').next().unwrap().to_owned(),
        ];
        let others = all.iter().filter(|other| *other != reached).cloned();
        for host in strangers.into_iter().chain(others) {
            let entrance = server.entrance_path();
            for (path, cookie) in [(entrance.as_str(), ""), ("/catalogue", server.cookie.as_str())] {
                let headers = [("host", host.as_str()), ("cookie", cookie)];
                let answer = server.plain_at(reached, "GET", path, &headers, &[]);
                assert_eq!(answer.status, 403, "{reached} asked as {host}: {path}");
                assert_eq!(answer.header("set-cookie"), "", "{reached} asked as {host}");
            }
        }
        for (header, value, status) in [
            ("origin", "http://evil.example".to_owned(), 403),
            ("origin", format!("http://127.0.0.3:{port}"), 403),
            ("origin", format!("http://{reached}"), 200),
            ("sec-fetch-site", "cross-site".to_owned(), 403),
            ("sec-fetch-site", "same-site".to_owned(), 403),
        ] {
            let headers = [("cookie", server.cookie.as_str()), (header, value.as_str())];
            let answer = server.plain_at(reached, "GET", "/catalogue", &headers, &[]);
            assert_eq!(answer.status, status, "{reached}, {header}: {value}");
        }
    }
}
