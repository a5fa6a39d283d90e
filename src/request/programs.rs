//! What the owner asks about programs that are not on the bus, on the control socket alone.

use serde_json::{Map, Value};

use super::{Malformed, Topic, is_absent};
use crate::client::{Client, GrantType};
use crate::digest::Digest;
use crate::field::{flag, text};
use crate::id::{is_munged, is_word};
use crate::refusal::Refusal;
use crate::server::{EVERY_TOKEN, LONGEST_SCOPE, TOKEN, is_scope_word};
use crate::user_code::UserCode;

/// Words of a client's scopes; a household has fewer apps.
const MOST_WORDS: usize = 100;

/// The longest of them, in bytes.
const LONGEST_WORD: usize = 300;

/// The longest name that people read, in characters.
const LONGEST_NAME: usize = 64;

/// Entries of the audit that are told where no number is asked.
const USUAL_ENTRIES: u64 = 50;

/// What the owner asks.
#[derive(Debug)]
pub(crate) enum OwnerRequest {
    /// `oauth.activation`: which program waits with this code, and what is decided about it.
    Activation {
        /// The code that the program shows.
        user_code: UserCode,
        /// Whether it is approved; `None` only looks.
        approved: Option<bool>,
    },
    /// `oauth.clients`
    Clients,
    /// `oauth.clients.add`
    AddClient(Box<Client>),
    /// `oauth.clients.remove`, by its id
    RemoveClient(String),
    /// `oauth.clients.withdraw`, by the client's id
    WithdrawGrants(String),
    /// `oauth.audit`, so many entries at most
    Audit(u64),
}

impl OwnerRequest {
    /// Checks the payload of a message of one of these topics.
    pub(super) fn read(topic: Topic, data: &Map<String, Value>) -> Result<Self, Malformed> {
        let read = Self::parse(topic, data);
        read.map_err(|refusal| Malformed { app: None, refusal })
    }

    fn parse(topic: Topic, data: &Map<String, Value>) -> Result<Self, Refusal> {
        match topic {
            Topic::Clients => Ok(Self::Clients),
            Topic::AddClient => Ok(Self::AddClient(Box::new(client(data)?))),
            Topic::RemoveClient => Ok(Self::RemoveClient(client_id(data)?)),
            Topic::WithdrawGrants => Ok(Self::WithdrawGrants(client_id(data)?)),
            Topic::Audit => match data.get("most") {
                None | Some(Value::Null) => Ok(Self::Audit(USUAL_ENTRIES)),
                Some(most) => most
                    .as_u64()
                    .filter(|most| *most > 0)
                    .map(Self::Audit)
                    .ok_or_else(|| Refusal::request("most must be a whole number from 1 on")),
            },
            _ => Ok(Self::Activation {
                user_code: user_code(data)?,
                approved: decision(data)?,
            }),
        }
    }
}

fn user_code(data: &Map<String, Value>) -> Result<UserCode, Refusal> {
    let typed = text(data, "user_code")?.unwrap_or_default();
    UserCode::read(&typed).ok_or_else(|| {
        Refusal::request(
            "the code must be the eight letters that the program shows; there are no vowels in it",
        )
    })
}

fn decision(data: &Map<String, Value>) -> Result<Option<bool>, Refusal> {
    match text(data, "decision")?.as_deref() {
        None => Ok(None),
        Some("approve") => Ok(Some(true)),
        Some("refuse") => Ok(Some(false)),
        Some(_) => Err(Refusal::request("decision must be approve or refuse")),
    }
}

fn client_id(data: &Map<String, Value>) -> Result<String, Refusal> {
    let id = text(data, "client_id")?.unwrap_or_default();
    if is_word(&id) {
        Ok(id)
    } else {
        Err(Refusal::id(
            "client_id must be 1 to 128 characters of A-Z a-z 0-9 . _ : -",
        ))
    }
}

fn client(data: &Map<String, Value>) -> Result<Client, Refusal> {
    let id = client_id(data)?;
    let name = match text(data, "name")? {
        Some(name) => name,
        None if is_absent(data, "name") => id.clone(),
        None => return Err(Refusal::request("name must be more than space")),
    };
    if name.chars().any(turns_text) {
        return Err(Refusal::request(
            "name holds a character that hides or turns text",
        ));
    }
    if name.chars().count() > LONGEST_NAME {
        let rule = format!("name must have at most {LONGEST_NAME} characters");
        return Err(Refusal::request(rule));
    }
    // A digest: the secret itself travels over no socket.
    let secret = text(data, "secret_digest")?.map(|digest| {
        Digest::parse(&digest)
            .ok_or_else(|| Refusal::request("secret_digest must be a SHA-256 in base64url"))
    });
    let scopes = scopes(data)?;
    let introspects = flag(data, "introspects", false)?;
    let secret = secret.transpose()?;
    if introspects && secret.is_none() {
        let rule = "who asks what tokens are worth must have a secret";
        return Err(Refusal::request(rule));
    }
    Ok(Client {
        secret,
        redirect_paths: Vec::new(),
        grant_types: vec![GrantType::Device],
        default_scope: scopes.join(" "),
        scopes: Some(scopes),
        introspects,
        ..Client::new(&id, &name)
    })
}

/// What a name could use to look like another one: marks of direction, and what has no width.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn scopes(data: &Map<String, Value>) -> Result<Vec<String>, Refusal> {
    let rule = "scopes must be a list of 1 to 100 words, such as token:<munged id> or token:*";
    let wrong = || Refusal::request(rule);
    if is_absent(data, "scopes") {
        return Err(wrong());
    }
    let list = data.get("scopes").and_then(Value::as_array);
    let words: Option<Vec<&str>> = list.and_then(|list| list.iter().map(Value::as_str).collect());
    let words = words.filter(|words| (1..=MOST_WORDS).contains(&words.len()));
    let mut scopes: Vec<String> = Vec::new();
    for word in words.ok_or_else(wrong)? {
        if word.len() > LONGEST_WORD || !is_scope_word(word) {
            return Err(wrong());
        }
        let app = word.strip_prefix(TOKEN).filter(|_| word != EVERY_TOKEN);
        if app.is_some_and(|id| !is_munged(id)) {
            let rule = format!("{word} names no app that can be: there are no patterns");
            return Err(Refusal::request(rule));
        }
        if !scopes.iter().any(|known| known == word) {
            scopes.push(word.to_owned());
        }
    }
    // It is what the program gets that names none, so it must be one that may be asked for.
    if scopes.join(" ").len() > LONGEST_SCOPE {
        let rule = format!("scopes are longer than {LONGEST_SCOPE} bytes: allow fewer, or token:*");
        return Err(Refusal::request(rule));
    }
    Ok(scopes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(topic: Topic, data: &Value) -> Result<OwnerRequest, Refusal> {
        OwnerRequest::parse(topic, data.as_object().unwrap())
    }

    #[test]
    fn a_client_needs_an_id_and_something_that_it_may_ask_for() {
        let good = json!({"client_id": "radio", "scopes": ["token:a_b", "token:a_b", "status"]});
        let Ok(OwnerRequest::AddClient(client)) = parse(Topic::AddClient, &good) else {
            panic!("a client");
        };
        assert_eq!(client.name, "radio");
        assert_eq!(client.default_scope, "token:a_b status");
        assert!(client.may_begin(GrantType::Device) && !client.may_begin(GrantType::Code));
        let many: Vec<String> = (0..100)
            .map(|n| format!("token:a-long-skill_{n}"))
            .collect();
        for (bad, code) in [
            (json!({"scopes": ["token:*"]}), "invalid_id"),
            (
                json!({"client_id": "a b", "scopes": ["token:*"]}),
                "invalid_id",
            ),
            (json!({"client_id": "a"}), "invalid_request"),
            (json!({"client_id": "a", "scopes": []}), "invalid_request"),
            (
                json!({"client_id": "a", "scopes": ["a b"]}),
                "invalid_request",
            ),
            (json!({"client_id": "a", "scopes": [7]}), "invalid_request"),
            (
                json!({"client_id": "a", "scopes": ["a"], "secret_digest": "plain"}),
                "invalid_request",
            ),
            (
                json!({"client_id": "a", "scopes": ["a"], "introspects": true}),
                "invalid_request",
            ),
            (
                json!({"client_id": "a", "scopes": ["a"], "name": "x".repeat(65)}),
                "invalid_request",
            ),
            (
                json!({"client_id": "a", "scopes": ["a"], "name": ""}),
                "invalid_request",
            ),
            (json!({"client_id": "a", "scopes": many}), "invalid_request"),
            (
                json!({"client_id": "a", "scopes": ["token:"]}),
                "invalid_request",
            ),
            (
                json!({"client_id": "a", "scopes": ["token:foo*"]}),
                "invalid_request",
            ),
            (
                json!({"client_id": "a", "scopes": ["a"], "name": "a\u{202e}b"}),
                "invalid_request",
            ),
            (
                json!({"client_id": "a", "scopes": ["a"], "name": " "}),
                "invalid_request",
            ),
        ] {
            let refusal = parse(Topic::AddClient, &bad).unwrap_err();
            assert_eq!(refusal.code(), code, "{bad}");
        }
    }

    #[test]
    fn no_entries_are_not_asked_for() {
        let refusal = parse(Topic::Audit, &json!({"most": 0})).unwrap_err();
        assert_eq!(refusal.code(), "invalid_request");
        let Ok(OwnerRequest::Audit(most)) = parse(Topic::Audit, &json!({"most": 1})) else {
            panic!("a number of entries");
        };
        assert_eq!(most, 1);
    }

    #[test]
    fn a_decision_is_one_of_two_words_or_none() {
        let decided = |decision: Value| {
            let data = json!({"user_code": "wdjb mjht", "decision": decision});
            match parse(Topic::Activation, &data) {
                Ok(OwnerRequest::Activation { approved, .. }) => Ok(approved),
                Ok(_) => panic!("another request"),
                Err(refusal) => Err(refusal.code()),
            }
        };
        assert_eq!(decided(Value::Null), Ok(None));
        assert_eq!(decided("approve".into()), Ok(Some(true)));
        assert_eq!(decided("refuse".into()), Ok(Some(false)));
        assert_eq!(decided("yes".into()), Err("invalid_request"));
    }
}
