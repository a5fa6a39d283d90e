//! What a browser brings back from the authorization server: a query, checked.

use secrecy::SecretString;
use url::form_urlencoded;

use crate::provider;
use crate::refusal::Refusal;

/// The path of the callback, before the munged id; registered at providers all over the world.
pub(crate) const CALLBACK_PATH: &str = "/auth/callback/";

/// The answer to an authorization request (RFC 6749 section 4.1.2, RFC 9207).
#[derive(Debug)]
pub(crate) struct Callback {
    /// The app that the answer is for, where it came with one.
    pub(crate) munged_id: Option<String>,
    /// The state parameter, not empty.
    pub(crate) state: String,
    /// What the authorization server says.
    pub(crate) answer: AuthorizationAnswer,
    /// The issuer that it names itself.
    pub(crate) issuer: Option<String>,
}

/// Yes or no.
#[derive(Debug)]
pub(crate) enum AuthorizationAnswer {
    /// The code to exchange.
    Code(SecretString),
    /// Why there is none; letters and digits only.
    Error(String),
}

impl Callback {
    /// Reads the query of a callback. Unknown parameters are left alone; one of ours that comes
    /// twice makes the whole answer invalid.
    pub(crate) fn parse(munged_id: Option<String>, query: &str) -> Result<Self, Refusal> {
        let (mut code, mut state, mut error, mut issuer) = (None, None, None, None);
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let slot = match key.as_ref() {
                "code" => &mut code,
                "state" => &mut state,
                "error" => &mut error,
                "iss" => &mut issuer,
                _ => continue,
            };
            if slot.replace(value.into_owned()).is_some() {
                return Err(Refusal::request(format!(
                    "the answer holds {key} twice: start again"
                )));
            }
        }
        let given = |value: Option<String>| value.filter(|text| !text.is_empty());
        let state = given(state).ok_or(Refusal::StateUnknown)?;
        let answer = match (given(code), given(error)) {
            (Some(code), None) => AuthorizationAnswer::Code(code.into()),
            (None, Some(error)) => AuthorizationAnswer::Error(provider::error_code(&error)),
            (Some(_), Some(_)) => {
                return Err(Refusal::request(
                    "the answer holds a code and an error: start again",
                ));
            }
            (None, None) => {
                return Err(Refusal::request("the answer holds no code: start again"));
            }
        };
        Ok(Self {
            munged_id,
            state,
            answer,
            issuer: given(issuer),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(query: &str) -> &'static str {
        Callback::parse(None, query).unwrap_err().code()
    }

    #[test]
    fn an_answer_needs_a_state_and_a_code_or_an_error() {
        assert!(Callback::parse(None, "code=c&state=s&x=1&x=2").is_ok());
        assert!(Callback::parse(None, "error=access_denied&state=s").is_ok());
        assert_eq!(code(""), "state_unknown");
        assert_eq!(code("code=c"), "state_unknown");
        assert_eq!(code("code=c&state="), "state_unknown");
        assert_eq!(code("state=s"), "invalid_request");
        assert_eq!(code("code=&state=s"), "invalid_request");
        assert_eq!(code("code=c&error=e&state=s"), "invalid_request");
        for twice in [
            "code=c&code=d&state=s",
            "code=c&state=s&state=s",
            "code=c&state=s&iss=a&iss=b",
        ] {
            assert_eq!(code(twice), "invalid_request");
        }
    }

    #[test]
    fn a_foreign_error_code_is_not_repeated() {
        let callback = Callback::parse(None, "error=%3Cscript%3E&state=s").unwrap();
        assert!(
            matches!(callback.answer, AuthorizationAnswer::Error(code) if code == "unknown_error")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_query_is_an_answer_or_refused(query in "(?s).{0,200}", state in "[a-zA-Z0-9&=%+]{0,40}") {
            for query in [query, format!("state={state}&code={state}"), format!("error={state}&state=s")] {
                match Callback::parse(None, &query) {
                    Ok(callback) => proptest::prop_assert!(!callback.state.is_empty()),
                    Err(refusal) => proptest::prop_assert!(
                        matches!(refusal.code(), "state_unknown" | "invalid_request")
                    ),
                }
            }
        }
    }
}
