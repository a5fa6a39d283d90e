//! Where the API for programs beside the bus listens, and what its authorization server grants.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Error, given};
use crate::control;
use crate::server::Paths;

/// The socket's name in the runtime folder.
const SOCKET: &str = "api.sock";

/// A day in seconds.
const DAY: u32 = 24 * 3600;

/// Beginnings of paths that are taken already.
const FIXED: [&str; 3] = ["/.well-known/", "/api/v1/openapi.json", "/api/v1/tokens"];

/// The API for programs beside the bus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    /// The port on loopback; 0 takes any that is free.
    pub port: u16,
    /// Where others than this machine's programs reach it.
    pub tls: Option<Tls>,
    /// The Unix socket.
    pub socket: PathBuf,
    /// Seconds that a device code lasts.
    pub code_lifetime: u32,
    /// Seconds that a device waits between two polls.
    pub interval: u32,
    /// Seconds until an access token ends.
    pub access_lifetime: u32,
    /// Seconds without a refresh that end a login.
    pub refresh_lifetime: u32,
    /// A page about errors, which answers to programs then name.
    pub error_page: Option<String>,
    /// The paths of the endpoints.
    pub paths: Paths,
}

/// A listener for the home network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The address.
    pub listen: IpAddr,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// The file of the certificate, with those that lead to its authority (PEM).
    pub certificate: PathBuf,
    /// The file of its private key (PEM).
    pub key: PathBuf,
}

/// Our section `api`.
#[derive(Debug, Deserialize)]
pub(super) struct ApiSection {
    enabled: bool,
    port: u16,
    listen: String,
    tls_port: u16,
    socket: PathBuf,
    tls_cert: PathBuf,
    tls_key: PathBuf,
    code_lifetime: u32,
    interval: u32,
    access_lifetime: u32,
    refresh_lifetime: u32,
    error_page: String,
    paths: Paths,
}

impl ApiSection {
    /// The API beside pages on this port, with its socket in this folder; `None` where it is off.
    pub(super) fn with(self, pages: u16, runtime_dir: &Path) -> Result<Option<Api>, Error> {
        if !self.enabled {
            return Ok(None);
        }
        for (name, value, range) in [
            ("code_lifetime", self.code_lifetime, 60..=1800),
            ("interval", self.interval, 1..=60),
            ("access_lifetime", self.access_lifetime, 60..=DAY),
            ("refresh_lifetime", self.refresh_lifetime, DAY..=3650 * DAY),
        ] {
            check_seconds(name, value, &range)?;
        }
        check_error_page(&self.error_page)?;
        check_paths(&self.paths)?;
        let socket = match given(self.socket) {
            Some(socket) => check_socket(&socket, runtime_dir).map(|()| socket)?,
            None => runtime_dir.join(SOCKET),
        };
        let tls = Tls::choose(&self.listen, self.tls_port, self.tls_cert, self.tls_key)?;
        let ports = [
            ("port", Some(pages)),
            ("api.port", Some(self.port)),
            ("api.tls_port", tls.as_ref().map(|tls| tls.port)),
        ];
        check_ports(&ports)?;
        Ok(Some(Api {
            port: self.port,
            tls,
            socket,
            code_lifetime: self.code_lifetime,
            interval: self.interval,
            access_lifetime: self.access_lifetime,
            refresh_lifetime: self.refresh_lifetime,
            error_page: Some(self.error_page).filter(|page| !page.is_empty()),
            paths: self.paths,
        }))
    }
}

impl Tls {
    /// The three that go together, or none of them.
    fn choose(
        listen: &str,
        port: u16,
        certificate: PathBuf,
        key: PathBuf,
    ) -> Result<Option<Self>, Error> {
        match (listen, given(certificate), given(key)) {
            ("", None, None) => Ok(None),
            ("", _, _) => Err(refused(
                "tls_cert, api.tls_key: they are of no use without api.listen: set it to the \
                 address for the home network (\"::\" is all of them), or leave them out",
            )),
            (_, None, None) => Err(refused(
                "listen: the home network is served with TLS alone: set api.tls_cert and \
                 api.tls_key, too (phal-oauth tls init makes both)",
            )),
            (_, Some(_), None) => Err(refused("tls_cert: set its key in api.tls_key, too")),
            (_, None, Some(_)) => Err(refused("tls_key: set its certificate in api.tls_cert, too")),
            (listen, Some(certificate), Some(key)) => {
                let wrong = format!(
                    "listen: {listen} must be one of this machine's addresses, or \"::\" for all"
                );
                Ok(Some(Self {
                    listen: listen.parse().map_err(|_| refused(&wrong))?,
                    port,
                    certificate,
                    key,
                }))
            }
        }
    }
}

fn refused(what: &str) -> Error {
    Error(format!("api.{what}"))
}

fn check_socket(socket: &Path, runtime_dir: &Path) -> Result<(), Error> {
    let leads_up = socket
        .components()
        .any(|part| part == std::path::Component::ParentDir);
    if !socket.is_absolute() || leads_up || socket.file_name().is_none() {
        let wrong = format!(
            "socket: {} must be an absolute path, without \"..\"",
            socket.display()
        );
        return Err(refused(&wrong));
    }
    let control = control::socket_path(runtime_dir);
    let place = in_its_folder(socket);
    if socket == control || place.is_some() && place == in_its_folder(&control) {
        return Err(refused("socket: this is the control socket: name another"));
    }
    Ok(())
}

/// The path without links on the way, if its folder is there already.
fn in_its_folder(path: &Path) -> Option<PathBuf> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    Some(folder.canonicalize().ok()?.join(name))
}

fn check_seconds(name: &str, value: u32, range: &RangeInclusive<u32>) -> Result<(), Error> {
    if range.contains(&value) {
        return Ok(());
    }
    let (least, most) = (range.start(), range.end());
    let wrong = format!("{name}: {value} must be {least} to {most} seconds");
    Err(refused(&wrong))
}

fn check_error_page(page: &str) -> Result<(), Error> {
    let is_address = |page: &str| {
        let url = url::Url::parse(page).ok();
        url.is_some_and(|url| matches!(url.scheme(), "http" | "https"))
    };
    // It is told as `error_uri`, which bears no more (RFC 6749, section 5.2).
    let is_plain = |page: &str| {
        page.bytes()
            .all(|b| matches!(b, b'!' | b'#'..=b'[' | b']'..=b'~'))
    };
    if page.is_empty() || is_plain(page) && is_address(page) {
        return Ok(());
    }
    Err(refused("error_page: it must be an http or https address"))
}

fn check_paths(paths: &Paths) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for (name, path) in [
        ("device_authorization", &paths.device_authorization),
        ("token", &paths.token),
        ("revocation", &paths.revocation),
        ("introspection", &paths.introspection),
        ("status", &paths.status),
    ] {
        let said = |what: &str| refused(&format!("paths.{name}: {path:?} {what}"));
        // Braces would make a pattern of it.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        if !path.starts_with('/') || path.contains("//") || !path.chars().all(is_plain) {
            return Err(said("must be a path such as /oauth/token"));
        }
        if path.ends_with('/') {
            return Err(said("must not end with a slash"));
        }
        if FIXED.iter().any(|fixed| path.starts_with(fixed)) {
            return Err(said("is taken by what stands there always"));
        }
        if !seen.insert(path) {
            return Err(said("stands twice: each endpoint needs a path of its own"));
        }
    }
    Ok(())
}

/// One port is for one listener, whatever their addresses.
fn check_ports(ports: &[(&str, Option<u16>)]) -> Result<(), Error> {
    let mut seen: Vec<(&str, u16)> = Vec::new();
    for (name, port) in ports {
        let Some(port) = port.filter(|port| *port != 0) else {
            continue;
        };
        if let Some((other, _)) = seen.iter().find(|(_, taken)| *taken == port) {
            return Err(Error(format!(
                "{name}: {port} is {other}, too: set another"
            )));
        }
        seen.push((name, port));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::manifest::Manifest;

    /// The section with its defaults and these changes, beside pages on port 36536.
    fn api(changes: &Value) -> Result<Option<Api>, Error> {
        let defaults = Manifest::embedded().unwrap().defaults;
        let mut section = defaults["api"].clone();
        section["enabled"] = true.into();
        for (name, value) in changes.as_object().unwrap() {
            match name.strip_prefix("paths.") {
                Some(name) => section["paths"][name] = value.clone(),
                None => section[name.as_str()] = value.clone(),
            }
        }
        let section: ApiSection = serde_json::from_value(section).unwrap();
        section.with(36536, Path::new("/run/user/1000/phal-oauth"))
    }

    #[track_caller]
    fn assert_refused(changes: &Value, said: &[&str]) {
        let error = api(changes).unwrap_err().to_string();
        for part in said {
            assert!(error.contains(part), "{changes}: {error}");
        }
    }

    fn with_tls(changes: &Value) -> Value {
        let mut all = json!({ "listen": "::", "tls_cert": "/c.pem", "tls_key": "/k.pem" });
        all.as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        all
    }

    #[test]
    fn it_is_off_until_it_is_asked_for() {
        assert_eq!(api(&json!({ "enabled": false })).unwrap(), None);
        // What is off is in nobody's way.
        assert_eq!(
            api(&json!({ "enabled": false, "listen": "::" })).unwrap(),
            None
        );
    }

    #[test]
    fn alone_it_is_for_this_machine() {
        let api = api(&json!({})).unwrap().unwrap();
        assert_eq!((api.port, api.tls), (36537, None));
        assert_eq!(api.socket, Path::new("/run/user/1000/phal-oauth/api.sock"));
        assert_eq!(api.error_page, None);
        assert_eq!(api.paths, Paths::default());
    }

    #[test]
    fn the_home_network_is_served_with_tls() {
        let api = api(&with_tls(&json!({}))).unwrap().unwrap();
        let tls = api.tls.unwrap();
        assert_eq!((tls.listen, tls.port), ("::".parse().unwrap(), 36538));
        assert_eq!(tls.certificate, Path::new("/c.pem"));
        assert_eq!(tls.key, Path::new("/k.pem"));
        // Who wants TLS on loopback as well may have it.
        assert!(
            api_of(&with_tls(&json!({ "listen": "127.0.0.1" })))
                .tls
                .is_some()
        );
    }

    fn api_of(changes: &Value) -> Api {
        api(changes).unwrap().unwrap()
    }

    #[test]
    fn half_of_tls_is_refused() {
        let lan = "192.168.1.5";
        assert_refused(
            &json!({ "listen": lan }),
            &["api.listen", "phal-oauth tls init"],
        );
        let half = json!({ "listen": lan, "tls_cert": "/c.pem" });
        assert_refused(&half, &["api.tls_cert", "api.tls_key"]);
        let half = json!({ "listen": lan, "tls_key": "/k.pem" });
        assert_refused(&half, &["api.tls_key", "api.tls_cert"]);
        for half in [
            json!({ "tls_cert": "/c.pem" }),
            json!({ "tls_key": "/k.pem" }),
            json!({ "tls_cert": "/c.pem", "tls_key": "/k.pem" }),
        ] {
            assert_refused(&half, &["without api.listen"]);
        }
        assert_refused(
            &with_tls(&json!({ "listen": "kitchen" })),
            &["api.listen: kitchen"],
        );
    }

    #[test]
    fn lifetimes_that_nobody_can_mean_are_refused() {
        for (name, least, most) in [
            ("code_lifetime", 60, 1800),
            ("interval", 1, 60),
            ("access_lifetime", 60, 86400),
            ("refresh_lifetime", 86400, 315_360_000),
        ] {
            for wrong in [0, least - 1, most + 1, u32::MAX] {
                let said = format!("{wrong} must be {least} to {most} seconds");
                assert_refused(&json!({ name: wrong }), &[&format!("api.{name}"), &said]);
            }
            for right in [least, most] {
                assert!(api(&json!({ name: right })).is_ok(), "{name} {right}");
            }
        }
    }

    #[test]
    fn a_port_is_for_one_listener() {
        assert_refused(&json!({ "port": 36536 }), &["api.port: 36536 is port, too"]);
        let same = with_tls(&json!({ "tls_port": 36537 }));
        assert_refused(&same, &["api.tls_port: 36537 is api.port, too"]);
        // Without TLS nothing listens there.
        assert!(api(&json!({ "tls_port": 36537 })).is_ok());
        assert!(api(&with_tls(&json!({ "port": 0, "tls_port": 0 }))).is_ok());
    }

    #[test]
    fn paths_are_plain_and_each_its_own() {
        let token = "/auth/api/oidc/token";
        assert_eq!(api_of(&json!({ "paths.token": token })).paths.token, token);
        for wrong in [
            "",
            "oauth/token",
            "/a/{b}",
            "/a b",
            "/a?b",
            "/a#b",
            "//a",
            "/ä",
            "/a/*b",
        ] {
            assert_refused(
                &json!({ "paths.token": wrong }),
                &["api.paths.token", "must be a path"],
            );
        }
        for wrong in ["/", "/token/"] {
            assert_refused(
                &json!({ "paths.status": wrong }),
                &["must not end with a slash"],
            );
        }
        let twice = json!({ "paths.status": "/x", "paths.revocation": "/x" });
        assert_refused(&twice, &["api.paths.status", "stands twice"]);
        for fixed in ["/api/v1/tokens/x", "/.well-known/x"] {
            assert_refused(&json!({ "paths.token": fixed }), &["is taken"]);
        }
    }

    #[test]
    fn the_page_about_errors_is_an_address() {
        let page = "https://home.example/oauth#errors";
        assert_eq!(
            api_of(&json!({ "error_page": page })).error_page.unwrap(),
            page
        );
        for wrong in [
            "errors.html",
            "javascript:1",
            "http://a b/",
            "http://a/\"",
            "http://ä/",
        ] {
            assert_refused(&json!({ "error_page": wrong }), &["api.error_page"]);
        }
    }

    #[test]
    fn two_sockets_are_two_files() {
        let control = "/run/user/1000/phal-oauth/control.sock";
        for wrong in [
            control,
            "/run//user/1000/./phal-oauth/control.sock",
            "/run/user/1000/phal-oauth/x/../control.sock",
            "api.sock",
            "~/api.sock",
            "/",
        ] {
            assert_refused(&json!({ "socket": wrong }), &["api.socket"]);
        }
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path(), &link).unwrap();
        let refusal = check_socket(&link.join("control.sock"), folder.path());
        assert!(refusal.is_err());
        check_socket(&link.join("api.sock"), folder.path()).unwrap();
        let own = api_of(&json!({ "socket": "/srv/oauth/api.sock" })).socket;
        assert_eq!(own, Path::new("/srv/oauth/api.sock"));
    }
}
