//! How a server's device grant differs from RFC 8628, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A device grant (RFC 8628), or a PIN of the same use.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceRules {
    /// Where it begins.
    pub endpoint: String,
    /// Where it is polled, if not at the token endpoint (Q11).
    #[serde(default)]
    pub token_endpoint: Option<String>,
    /// The HTTP method of the first request.
    #[serde(default)]
    pub method: HttpMethod,
    /// The grant type of a poll, if it is not the standard's (Q8).
    #[serde(default)]
    pub grant_type: Option<String>,
    /// More parameters of the first request (Q9).
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// The name of the scope parameter in the first request (Q9).
    #[serde(default)]
    pub scope_parameter: Option<String>,
    /// The name of the device code in a poll, if not `device_code`.
    #[serde(default)]
    pub code_parameter: Option<String>,
    /// Members of the first answer that each poll repeats (Q8).
    #[serde(default)]
    pub poll_with: Vec<String>,
    /// Names of members in the first answer that differ from the standard's (Q6).
    #[serde(default)]
    pub members: BTreeMap<String, String>,
    /// Where a person types the code, where the answer does not tell it.
    #[serde(default)]
    pub verification_uri: Option<String>,
    /// What `expires_in` of the first answer counts.
    #[serde(default)]
    pub lifetime_unit: LifetimeUnit,
    /// Seconds between polls, where the answer tells none (Q7).
    #[serde(default)]
    pub interval: Option<u32>,
    /// What an HTTP status of a poll means, where no error code tells it (Q10).
    #[serde(default)]
    pub statuses: BTreeMap<String, String>,
    /// The member that holds the error code, if not `error` (Q10).
    #[serde(default)]
    pub error_member: Option<String>,
    /// Whether the answer holds `verification_uri_complete`.
    #[serde(default)]
    pub sends_complete_uri: Option<bool>,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum HttpMethod {
    /// With a form.
    #[default]
    Post,
    /// With a query.
    Get,
}

/// What a lifetime counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LifetimeUnit {
    /// As everywhere.
    #[default]
    Seconds,
    /// As at Ecobee.
    Minutes,
}

impl DeviceRules {
    /// The standard's own, at this endpoint.
    #[must_use]
    pub fn standard(endpoint: String) -> Self {
        Self {
            endpoint,
            ..Self::default()
        }
    }
}
