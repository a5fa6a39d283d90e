//! `phal-oauth tls`: a certificate for the API, made by the device itself, and its fingerprint.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use url::Host;

use super::file::Written;
use super::terminal::{Tone, say, toned};
use super::{Exit, Usage, find_config};
use crate::app::Unusable;
use crate::certificate::{self, SelfSigned};
use crate::clock::Clock;
use crate::config::{Config, Found, Overrides};
use crate::manifest::PLUGIN;
use crate::{net, store};

/// The names of the two files.
const CERTIFICATE: &str = "api-cert.pem";
const KEY: &str = "api-key.pem";

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Make a certificate with its key, and say how they are used
    Init(InitOptions),
    /// Show the fingerprint of the certificate, and how it is used
    Show(PlaceOptions),
}

#[derive(Debug, Args)]
struct InitOptions {
    /// One more name or address that the device is reached by; a name belongs into `allowed_hosts`, too
    #[arg(long, value_parser = host)]
    host: Vec<String>,
    /// Make new ones where they are already: every program must trust the new certificate
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    place: PlaceOptions,
}

#[derive(Debug, Args)]
struct PlaceOptions {
    /// The folder of both files
    ///
    /// [default: the state folder]
    #[arg(long, env = "PHAL_OAUTH_STATE_DIR")]
    dir: Option<PathBuf>,
}

/// The two files.
struct Pair {
    certificate: PathBuf,
    key: PathBuf,
}

/// Does what was asked.
pub(super) fn run(options: Options) -> anyhow::Result<Exit> {
    // What is set may want the certificate that is to be made here.
    let overrides = Overrides {
        is_api_off: true,
        ..Overrides::default()
    };
    let (found, _) = find_config(overrides)?;
    match options.deed {
        Deed::Init(options) => init(options, &found),
        Deed::Show(options) => show(&options, &found),
    }
}

fn init(options: InitOptions, found: &Found) -> anyhow::Result<Exit> {
    let InitOptions {
        host,
        replace,
        place,
    } = options;
    let pair = place.pair(&found.config);
    if !replace && let Some(there) = pair.there() {
        return Err(Unusable(format!(
            "{} is there already: phal-oauth tls show tells about it; --replace makes a new one, \
             which every program must be told to trust",
            there.display()
        ))
        .into());
    }
    let names = names(&found.config, host);
    let made =
        SelfSigned::new(&names, Clock::system().now()).map_err(|error| Usage(error.to_string()))?;
    pair.write(&made, replace)
        .with_context(|| format!("writing {}", pair.certificate.display()))?;
    let shown = pair.certificate.display();
    say(toned(Tone::Good, &format!("{shown} is made, for")));
    say(format_args!("  {}\n", names.join("\n  ")));
    introduce(&pair, found)
}

fn show(options: &PlaceOptions, found: &Found) -> anyhow::Result<Exit> {
    let set = |path| {
        let text = found.settings.value(path).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(PathBuf::from)
    };
    let pair = match (set("api.tls_cert"), set("api.tls_key"), &options.dir) {
        (Some(certificate), Some(key), None) => Pair { certificate, key },
        _ => options.pair(&found.config),
    };
    introduce(&pair, found)
}

impl PlaceOptions {
    fn pair(&self, config: &Config) -> Pair {
        let folder = self.dir.as_ref().unwrap_or(&config.state_dir);
        Pair {
            certificate: folder.join(CERTIFICATE),
            key: folder.join(KEY),
        }
    }
}

impl Pair {
    /// One of the files, where there is any.
    fn there(&self) -> Option<&Path> {
        let files = [self.certificate.as_path(), self.key.as_path()];
        files.into_iter().find(|file| file.exists())
    }

    fn write(&self, made: &SelfSigned, replace: bool) -> std::io::Result<()> {
        if let Some(folder) = self.certificate.parent() {
            store::private_folder(folder)?;
        }
        let key = Written::new(&self.key, made.key.expose_secret().as_bytes(), 0o600)?;
        // It is for everyone; whoever may look into the folder may have it.
        let certificate = Written::new(&self.certificate, made.certificate.as_bytes(), 0o644)?;
        // Both are on the disk: what comes between has no time to fail.
        key.place(replace)?;
        certificate.place(replace)
    }
}

/// Tells the fingerprint, and what to do with the files.
fn introduce(pair: &Pair, found: &Found) -> anyhow::Result<Exit> {
    let unusable = |error: certificate::Error| Unusable(error.to_string());
    certificate::server_config(&pair.certificate, &pair.key).map_err(unusable)?;
    let fingerprint = certificate::fingerprint(&pair.certificate).map_err(unusable)?;
    let (certificate, key) = (pair.certificate.display(), pair.key.display());
    let rows = [
        ("certificate", certificate.to_string()),
        ("key", key.to_string()),
        ("SHA-256", fingerprint),
    ];
    for (name, value) in rows {
        say(format_args!("  {name:<13}{value}"));
    }
    // As they are found from wherever the daemon is started.
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let api = json!({
        "enabled": true, "listen": "::", "tls_cert": absolute(&pair.certificate),
        "tls_key": absolute(&pair.key),
    });
    let section = json!({ "PHAL": { PLUGIN: { "api": api } } });
    let host = reached_by(&found.config);
    let port = found.settings.value("api.tls_port");
    let port = port.map(Value::to_string).unwrap_or_default();
    say(format_args!(
        "\n1. Tell phal-oauth, in mycroft.conf, and start it anew:\n   {section}\n\
         2. Carry the certificate, never the key, to the machines whose programs are to come, and\n   \
         compare the fingerprint there:\n   \
         openssl x509 -noout -fingerprint -sha256 -in {CERTIFICATE}\n\
         3. Have the programs trust it, such as\n   \
         curl --cacert {CERTIFICATE} https://{host}:{port}/.well-known/oauth-authorization-server\n\n\
         A new name or address of the device needs a new certificate: phal-oauth tls init --replace"
    ));
    Ok(Exit::Done)
}

/// The names and addresses that the device is reached by, and these.
fn names(config: &Config, more: Vec<String>) -> Vec<String> {
    let [own, short, local] = net::own_names();
    let addresses = net::own_addresses().into_iter().map(|own| own.to_string());
    let set = config.advertise_host.iter().chain(&config.allowed_hosts);
    let all = [local, own, short, "localhost".to_owned()]
        .into_iter()
        .chain(
            [
                IpAddr::from(Ipv4Addr::LOCALHOST),
                Ipv6Addr::LOCALHOST.into(),
            ]
            .map(|ip| ip.to_string()),
        )
        .chain(addresses)
        .chain(set.cloned())
        .filter_map(|name| host(&name).ok());
    let mut names = Vec::new();
    for name in all.chain(more) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A name or an address as a certificate has it.
fn host(text: &str) -> Result<String, String> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok(address.to_string());
    }
    match Host::parse(text) {
        Ok(Host::Domain(name)) => Ok(name),
        Ok(Host::Ipv4(address)) => Ok(address.to_string()),
        Ok(Host::Ipv6(address)) => Ok(address.to_string()),
        Err(_) => Err("this is neither a name nor an address".to_owned()),
    }
}

/// How others reach the device, as it stands in a URL.
fn reached_by(config: &Config) -> String {
    let [_, _, local] = net::own_names();
    let address = || {
        net::choose(&net::interfaces()).map(|address| match address {
            IpAddr::V4(v4) => v4.to_string(),
            IpAddr::V6(v6) => format!("[{v6}]"),
        })
    };
    config
        .advertise_host
        .clone()
        .or_else(address)
        .unwrap_or(local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_taken_and_nothing_else() {
        for (told, meant) in [
            ("Kitchen.Local", "kitchen.local"),
            ("192.168.1.5", "192.168.1.5"),
            ("[fd00::5]", "fd00::5"),
            ("fd00::5", "fd00::5"),
            ("küche.example", "xn--kche-0ra.example"),
        ] {
            assert_eq!(host(told).as_deref(), Ok(meant));
        }
        for wrong in ["", "a b", "https://kitchen.local", "kitchen.local:36538"] {
            assert!(host(wrong).is_err(), "{wrong}");
        }
    }
}
