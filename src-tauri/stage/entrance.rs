//! Who may come in: the secret entrance, the cookie it hands out, and the checks at every other door.

use std::fmt::Write;
use std::net::SocketAddr;

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use constant_time_eq::constant_time_eq;

use crate::refusal::Refusal;

/// The address at which a connection arrived; attached to every request of that connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival(pub(crate) SocketAddr);

impl Arrival {
    /// The only value of `Host` that is true for this connection.
    pub(crate) fn host(self) -> String {
        let ip = self.0.ip().to_canonical();
        match (self.0.port(), ip) {
            (80, std::net::IpAddr::V6(ip)) => format!("[{ip}]"),
            (80, ip) => ip.to_string(),
            (port, ip) => SocketAddr::new(ip, port).to_string(),
        }
    }
}

/// The two secrets of one process: the word in the address, and the value of the cookie it is exchanged for.
/// They differ so that an address left on a screen or in a log does not reveal the cookie.
pub(crate) struct Keys {
    secret: String,
    token: String,
    /// Cookies are shared by all ports of a host, so the port is in the name: two shows do not log each other out.
    cookie: String,
}

impl Keys {
    /// Two fresh random secrets of 256 bits.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub(crate) fn fresh(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Self {
            secret: random_word()?,
            token: random_word()?,
            cookie: format!("vitrine-{port}"),
        })
    }

    /// A short random word that is no secret: it tells the entity tags of one process from those of another.
    pub(crate) fn edition() -> Result<String, getrandom::Error> {
        Ok(random_word()?[..8].to_owned())
    }

    /// Path of the entrance.
    pub(crate) fn entrance(&self) -> String {
        format!("/enter/{}", self.secret)
    }

    /// Whether `word` is the secret, in time that does not depend on where it differs.
    pub(crate) fn opens(&self, word: &str) -> bool {
        constant_time_eq(word.as_bytes(), self.secret.as_bytes())
    }

    /// `Set-Cookie` for a browser that knew the secret; it lasts until the browser closes.
    pub(crate) fn set_cookie(&self) -> String {
        format!(
            "{}={}; HttpOnly; SameSite=Strict; Path=/",
            self.cookie, self.token
        )
    }

    /// Lets a request pass, or says why not. Requests to the entrance need no cookie.
    pub(crate) fn admit(&self, arrival: Arrival, request: &Parts) -> Result<(), Refusal> {
        let host = arrival.host();
        let headers = &request.headers;
        if single(headers, header::HOST.as_str()) != Some(host.as_str())
            || request
                .uri
                .authority()
                .is_some_and(|authority| authority.as_str() != host)
        {
            return Err(Refusal::ForeignHost);
        }
        if headers.contains_key(header::ORIGIN)
            && single(headers, header::ORIGIN.as_str()).and_then(|origin| origin.strip_prefix("http://"))
                != Some(host.as_str())
        {
            return Err(Refusal::ForeignOrigin);
        }
        // Another port of this machine is "same-site" to a browser, and still a stranger.
        if headers.contains_key("sec-fetch-site")
            && !matches!(single(headers, "sec-fetch-site"), Some("same-origin" | "none"))
        {
            return Err(Refusal::ForeignOrigin);
        }
        if request.uri.path().starts_with("/enter/") || self.recognises(headers) {
            return Ok(());
        }
        Err(Refusal::NotEntered)
    }

    fn recognises(&self, headers: &HeaderMap) -> bool {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(name, value)| {
                name == self.cookie && constant_time_eq(value.as_bytes(), self.token.as_bytes())
            })
    }
}

/// The value of a header that must not come twice.
pub(crate) fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

fn random_word() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::with_capacity(64), |mut word, byte| {
        write!(word, "{byte:02x}").expect("writing to a String cannot fail");
        word
    }))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn keys() -> Keys {
        Keys::fresh(4711).unwrap()
    }

    fn ask(keys: &Keys, path: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        keys.admit(Arrival("127.0.0.1:4711".parse().unwrap()), &parts)
    }

    fn cookie(keys: &Keys) -> String {
        keys.set_cookie().split(';').next().unwrap().to_owned()
    }

    #[test]
    fn secrets_are_long_and_differ() {
        let (one, two) = (keys(), keys());
        assert_eq!(one.secret.len(), 64);
        assert_ne!(one.secret, two.secret);
        assert_ne!(one.secret, one.token);
        assert!(one.opens(&one.secret.clone()));
        assert!(!one.opens(&one.secret[..63]));
        assert!(!one.opens(&one.token));
    }

    #[test]
    fn the_cookie_opens_and_its_absence_does_not() {
        let keys = keys();
        let host = ("host", "127.0.0.1:4711");
        assert_eq!(ask(&keys, "/catalogue", &[host]), Err(Refusal::NotEntered));
        assert_eq!(
            ask(&keys, "/catalogue", &[host, ("cookie", &cookie(&keys))]),
            Ok(())
        );
        let several = format!("theme=dark; {}; other=1", cookie(&keys));
        assert_eq!(ask(&keys, "/catalogue", &[host, ("cookie", &several)]), Ok(()));
        let guessed = format!("vitrine-4711={}", "0".repeat(64));
        assert_eq!(
            ask(&keys, "/catalogue", &[host, ("cookie", &guessed)]),
            Err(Refusal::NotEntered)
        );
        assert_eq!(ask(&keys, "/enter/anything", &[host]), Ok(()));
    }

    #[test]
    fn only_the_address_of_the_connection_is_a_host() {
        let keys = keys();
        let cookie = cookie(&keys);
        for host in [
            "localhost:4711",
            "127.0.0.1",
            "127.0.0.1:4712",
            "evil.example",
            "127.0.0.1:4711.evil.example",
        ] {
            assert_eq!(
                ask(&keys, "/", &[("host", host), ("cookie", &cookie)]),
                Err(Refusal::ForeignHost),
                "{host}"
            );
        }
        assert_eq!(ask(&keys, "/", &[("cookie", &cookie)]), Err(Refusal::ForeignHost));
        let twice = [
            ("host", "127.0.0.1:4711"),
            ("host", "evil.example"),
            ("cookie", cookie.as_str()),
        ];
        assert_eq!(ask(&keys, "/", &twice), Err(Refusal::ForeignHost));
        let absolute = [("host", "127.0.0.1:4711"), ("cookie", cookie.as_str())];
        assert_eq!(
            ask(&keys, "http://evil.example/", &absolute),
            Err(Refusal::ForeignHost)
        );
    }

    #[test]
    fn foreign_pages_are_refused_even_with_the_cookie() {
        let keys = keys();
        let cookie = cookie(&keys);
        let at_home = [("host", "127.0.0.1:4711"), ("cookie", cookie.as_str())];
        for header in [
            ("origin", "http://evil.example"),
            ("origin", "null"),
            ("origin", "https://127.0.0.1:4711"),
            ("origin", "http://127.0.0.1:4712"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert_eq!(
                ask(&keys, "/", &[at_home[0], at_home[1], header]),
                Err(Refusal::ForeignOrigin),
                "{header:?}"
            );
        }
        for header in [
            ("origin", "http://127.0.0.1:4711"),
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
        ] {
            assert_eq!(
                ask(&keys, "/", &[at_home[0], at_home[1], header]),
                Ok(()),
                "{header:?}"
            );
        }
    }

    #[test]
    fn a_host_is_written_as_browsers_write_it() {
        for (address, host) in [
            ("127.0.0.1:8000", "127.0.0.1:8000"),
            ("127.0.0.1:80", "127.0.0.1"),
            ("[::1]:8000", "[::1]:8000"),
            ("[::1]:80", "[::1]"),
            ("[::ffff:10.0.0.7]:8000", "10.0.0.7:8000"),
        ] {
            assert_eq!(Arrival(address.parse().unwrap()).host(), host);
        }
    }
}
