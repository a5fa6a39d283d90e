//! What programs that are not on the bus are told: the token of an app, and how the apps are.

use std::net::IpAddr;

use serde_json::{Map, Value};

use super::programs::Handout;
use super::{Flows, shown, unavailable};
use crate::answer::Answer;
use crate::message::Context;
use crate::refusal::Refusal;
use crate::request::{Request, TokenWish};
use crate::store::Accessible;

impl Flows {
    /// What `oauth.token.get` answers for the app of this munged id, if it is noted; `wish` holds the
    /// other fields of the question.
    pub(crate) async fn token_for_program(
        &self,
        (access, address): (&Accessible, IpAddr),
        munged_id: &str,
        wish: &Map<String, Value>,
    ) -> Result<Value, Refusal> {
        let found = self.0.store.find_app_id(munged_id.to_owned()).await?;
        let app = found.ok_or_else(|| Refusal::UnknownApp(shown(munged_id)))?;
        let wish = TokenWish::parse(app, wish)?;
        let answer = self.answer_to_program(Request::Token(wish)).await?;
        if let Answer::Token { token, .. } = &answer {
            let handout = Handout {
                munged_id: munged_id.to_owned(),
                token: token.fingerprint(),
                address,
            };
            self.note_token_read(access, handout).await?;
        }
        Ok(answer.into_json())
    }

    /// What `oauth.status` answers, less the apps that are not open to the program; by munged id.
    pub(crate) async fn status_for_program(
        &self,
        is_open: impl Fn(&str) -> bool,
    ) -> Result<Value, Refusal> {
        let mut answer = self.answer_to_program(Request::Status(None)).await?;
        if let Answer::Status(statuses) = &mut answer {
            statuses.retain(|status| is_open(&status.app.munged()));
        }
        Ok(answer.into_json())
    }

    /// In the same time as on the bus. What programs ask makes no news, so none is lost with late
    /// work.
    async fn answer_to_program(&self, request: Request) -> Result<Answer, Refusal> {
        let done = self.work_in_time(request, &Context::own()).await;
        let late = |_work| Err(unavailable("the authorization server takes its time"));
        Ok(done.unwrap_or_else(late)?.answer)
    }
}
