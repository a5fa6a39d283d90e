//! Programs that are not on the bus: which there are, what they were granted, and what they got.

use std::net::IpAddr;

use serde_json::{Map, Value, json};

use super::{Flows, Reply};
use crate::answer::Answer;
use crate::client::Client;
use crate::event::with;
use crate::refusal::Refusal;
use crate::request::{OwnerRequest, Topic};
use crate::store::{Accessible, Asking, Decider, Deed, Entry, Found, GrantShown, KnownClient};
use crate::user_code::UserCode;

/// A token of an app that was handed out.
#[derive(Clone, Debug)]
pub(crate) struct Handout {
    /// The app.
    pub(crate) munged_id: String,
    /// The first 16 hex digits of the SHA-256 of its access token.
    pub(crate) token: Option<String>,
    /// Where the program is.
    pub(crate) address: IpAddr,
}

impl Flows {
    /// What the owner asks on the control socket.
    pub(super) async fn owner(&self, request: OwnerRequest) -> Result<Reply, Refusal> {
        let (topic, told) = match request {
            OwnerRequest::Activation {
                user_code,
                approved,
            } => (
                Topic::Activation,
                self.activation(user_code, approved).await?,
            ),
            OwnerRequest::Clients => (Topic::Clients, self.list_clients().await?),
            OwnerRequest::AddClient(client) => (Topic::AddClient, self.add_client(*client).await?),
            OwnerRequest::RemoveClient(id) => (Topic::RemoveClient, self.remove_client(id).await?),
            OwnerRequest::WithdrawGrants(id) => (Topic::WithdrawGrants, self.withdraw(id).await?),
            OwnerRequest::Audit(most) => (Topic::Audit, self.list_audit(most).await?),
        };
        Ok(Answer::Owner { topic, told }.into())
    }

    /// What programs have been granted and may still use, the newest first.
    pub(crate) async fn list_grants(&self) -> Result<Vec<GrantShown>, Refusal> {
        Ok(self.0.store.list_grants(self.0.clock.now()).await?)
    }

    /// Takes back all that a program was granted, since somebody with a session of the dashboard does
    /// not want it any more. Returns how many grants have ended by that.
    pub(crate) async fn withdraw_grants(&self, client_id: &str) -> Result<usize, Refusal> {
        self.end_grants(client_id, Decider::Dashboard).await
    }

    async fn end_grants(&self, client_id: &str, by: Decider) -> Result<usize, Refusal> {
        let now = self.0.clock.now();
        let store = &self.0.store;
        let ended = store.end_grants_of(client_id.to_owned(), by, now).await?;
        if ended > 0 {
            tracing::info!(
                client.id = client_id,
                ended,
                "the access of a program was taken back"
            );
        }
        Ok(ended)
    }

    /// Notes that a program was given the token of an app. It is given nothing that is not noted.
    pub(crate) async fn note_token_read(
        &self,
        access: &Accessible,
        handout: Handout,
    ) -> Result<(), Refusal> {
        let entry = Entry {
            grant: Some(access.id),
            munged_id: Some(handout.munged_id),
            token: handout.token,
            address: Some(handout.address.to_canonical()),
            ..Entry::new(self.0.clock.now(), Deed::TokenRead, &access.client_id)
        };
        Ok(self.0.store.note_token_read(entry).await?)
    }

    async fn activation(
        &self,
        user_code: UserCode,
        approved: Option<bool>,
    ) -> Result<Value, Refusal> {
        if self.0.policy.api_url.is_none() {
            let off = "the API is off, so no program can wait: set api.enabled, see README.md";
            return Err(Refusal::request(off));
        }
        let now = self.0.clock.now();
        let store = &self.0.store;
        let asking = match approved {
            None => store.find_device(user_code, Found::Owner, now).await?,
            Some(approved) => {
                let by = Decider::CommandLine;
                store.decide_device(user_code, approved, by, now).await?
            }
        };
        let asking = asking.ok_or_else(|| {
            Refusal::request("no program waits with this code: it is mistyped, decided or over")
        })?;
        if let Some(approved) = approved {
            tracing::info!(client.id = asking.client_id, approved, "the owner decided");
        }
        Ok(activation(&asking, approved))
    }

    async fn list_clients(&self) -> Result<Value, Refusal> {
        let clients = self.0.store.list_clients(self.0.clock.now()).await?;
        let clients: Vec<Value> = clients.into_iter().map(described).collect();
        Ok(json!({ "clients": clients, "api_url": self.0.policy.api_url }))
    }

    async fn add_client(&self, client: Client) -> Result<Value, Refusal> {
        let id = client.id.clone();
        let now = self.0.clock.now();
        if !self.0.store.add_client(client, now).await? {
            let text = format!(
                "there is a program with the id {id}: choose another, or phal-oauth clients remove {id}"
            );
            return Err(Refusal::request(text));
        }
        tracing::info!(client.id = id, "a program may ask for tokens");
        Ok(json!({ "client_id": id, "api_url": self.0.policy.api_url }))
    }

    async fn withdraw(&self, id: String) -> Result<Value, Refusal> {
        if self.0.store.find_client(id.clone()).await?.is_none() {
            return Err(unknown_client(&id));
        }
        let ended = self.end_grants(&id, Decider::CommandLine).await?;
        Ok(json!({ "client_id": id, "ended": ended }))
    }

    async fn remove_client(&self, id: String) -> Result<Value, Refusal> {
        let now = self.0.clock.now();
        let Some(ended) = self.0.store.drop_client(id.clone(), now).await? else {
            return Err(unknown_client(&id));
        };
        tracing::info!(client.id = id, ended, "a program was removed");
        Ok(json!({ "client_id": id, "ended": ended }))
    }

    async fn list_audit(&self, most: u64) -> Result<Value, Refusal> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let entries = self.0.store.list_audit(most).await?;
        let entries: Vec<Value> = entries.into_iter().map(entry).collect();
        Ok(json!({ "entries": entries }))
    }
}

fn unknown_client(id: &str) -> Refusal {
    Refusal::request(format!(
        "no program has the id {id}: see phal-oauth clients list"
    ))
}

fn activation(asking: &Asking, approved: Option<bool>) -> Value {
    let decision = approved.map(|approved| if approved { "approve" } else { "refuse" });
    let told = json!({
        "client_id": asking.client_id,
        "client_name": asking.client_name,
        "scope": asking.scope,
        "address": asking.address,
    });
    with(told, "decision", decision.map(Value::from))
}

fn described(known: KnownClient) -> Value {
    let KnownClient {
        client,
        created_at,
        last_used_at,
        grants,
    } = known;
    let told = json!({
        "client_id": client.id,
        "name": client.name,
        "is_public": client.secret.is_none(),
        "scopes": client.scopes,
        "introspects": client.introspects,
        "grants": grants,
        "created_at": created_at,
    });
    with(told, "last_used_at", last_used_at.map(Value::from))
}

fn entry(entry: Entry) -> Value {
    let told = Map::from_iter([
        ("at".to_owned(), Value::from(entry.at)),
        ("deed".to_owned(), entry.deed.as_str().into()),
        ("client_id".to_owned(), entry.client_id.into()),
    ]);
    let further = [
        ("grant", entry.grant.map(Value::from)),
        ("munged_id", entry.munged_id.map(Value::from)),
        ("scope", entry.scope.map(Value::from)),
        ("token", entry.token.map(Value::from)),
        ("address", entry.address.map(|it| it.to_string().into())),
        ("decided_by", entry.decided_by.map(|it| it.as_str().into())),
    ];
    further
        .into_iter()
        .fold(Value::Object(told), |told, (key, value)| {
            with(told, key, value)
        })
}
