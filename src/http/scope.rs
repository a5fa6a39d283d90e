//! What scopes mean to people, where that is known.

/// What a scope allows.
pub(super) struct Scope {
    /// The message that says it.
    pub(super) message: Option<&'static str>,
    /// The scope itself, for those that nobody has put into words.
    pub(super) word: String,
}

impl Scope {
    /// Scopes as people read them: what means the same stands there once.
    pub(super) fn list(scopes: &[String]) -> Vec<Self> {
        let mut list: Vec<Self> = Vec::new();
        for word in scopes {
            let message = message(word);
            let is_said = message.is_some() && list.iter().any(|scope| scope.message == message);
            if !is_said {
                let word = word.clone();
                list.push(Self { message, word });
            }
        }
        list
    }
}

/// The message of a scope: standard ones (OpenID Connect), and those of what skills ask for most.
fn message(scope: &str) -> Option<&'static str> {
    Some(match scope {
        "openid" | "read:user" | "user:read" | "identity" => "scope-identity",
        "profile" | "user-read-private" | "https://www.googleapis.com/auth/userinfo.profile" => {
            "scope-profile"
        }
        "email"
        | "user-read-email"
        | "user:email"
        | "https://www.googleapis.com/auth/userinfo.email" => "scope-email",
        "offline_access" | "offline" | "Xboxlive.offline_access" => "scope-lasting",
        "user-read-playback-state" | "user-read-currently-playing" => "scope-playback-read",
        "user-modify-playback-state" | "playback-control-all" => "scope-playback-control",
        "streaming" | "app-remote-control" => "scope-streaming",
        "playlist-read-private" | "playlist-read-collaborative" => "scope-playlists-read",
        "playlist-modify-private" | "playlist-modify-public" => "scope-playlists-write",
        "user-library-read" => "scope-library-read",
        "user-library-modify" => "scope-library-write",
        "user-top-read" | "user-read-recently-played" | "user-read-playback-position" => {
            "scope-history-read"
        }
        "user-follow-read" => "scope-follow-read",
        "https://www.googleapis.com/auth/calendar.readonly" | "Calendars.Read" => {
            "scope-calendar-read"
        }
        "https://www.googleapis.com/auth/calendar" | "Calendars.ReadWrite" => {
            "scope-calendar-write"
        }
        "https://www.googleapis.com/auth/gmail.readonly" | "Mail.Read" => "scope-mail-read",
        "https://www.googleapis.com/auth/gmail.send" | "Mail.Send" => "scope-mail-send",
        "https://www.googleapis.com/auth/drive.readonly" | "Files.Read" | "files.metadata.read" => {
            "scope-files-read"
        }
        "https://www.googleapis.com/auth/drive" | "Files.ReadWrite" => "scope-files-write",
        "https://www.googleapis.com/auth/contacts.readonly" | "Contacts.Read" => {
            "scope-contacts-read"
        }
        "data:read" | "tasks:read" | "Tasks.Read" => "scope-tasks-read",
        "data:read_write" | "tasks:write" | "Tasks.ReadWrite" => "scope-tasks-write",
        "https://www.googleapis.com/auth/youtube.readonly" => "scope-video-read",
        "https://www.googleapis.com/auth/youtube" => "scope-video-write",
        "https://www.googleapis.com/auth/sdm.service" | "remote_control:all" => "scope-home",
        "repo" => "scope-repositories",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_once_and_the_rest_as_it_is() {
        let asked = [
            "user-read-playback-state",
            "user-read-currently-playing",
            "xyz",
        ];
        let list = Scope::list(&asked.map(str::to_owned));
        let messages: Vec<_> = list.iter().map(|scope| scope.message).collect();
        assert_eq!(messages, [Some("scope-playback-read"), None]);
        assert_eq!(list[1].word, "xyz");
    }
}
