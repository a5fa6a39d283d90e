## Seiten: was aus einer Anmeldung wurde

page-connected-label = Verbunden
page-connected-title = Alles erledigt
page-connected-lead = Dein Gerät ist jetzt mit { $service } verbunden.
page-connected-next = Du kannst diese Seite schließen. Alles Weitere passiert auf deinem Gerät.

page-finishing-label = Einen Moment
page-finishing-title = Die Anmeldung wird abgeschlossen
page-finishing-lead = Dein Gerät holt sich gerade den Zugang von { $service }.
page-finishing-next = Diese Seite aktualisiert sich von selbst.

page-failed-label = Nicht verbunden
page-failed-next = Du kannst diese Seite schließen und auf deinem Gerät neu beginnen.

page-denied-title = Der Zugang wurde abgelehnt
page-denied-lead = Du hast deinem Gerät nicht erlaubt, { $service } zu nutzen. Es wurde nichts verbunden.
page-issuer-title = Der falsche Server hat geantwortet
page-issuer-lead = Die Antwort kam nicht von { $service } und wurde deshalb nicht verwendet.
page-expired-title = Diese Anmeldung hat zu lange gedauert
page-expired-lead = Zu deiner Sicherheit muss eine Anmeldung innerhalb von zehn Minuten abgeschlossen sein.
page-misconfigured-title = Der Dienst lehnt diese App ab
page-misconfigured-lead = { $service } akzeptiert die Client-ID, das Client-Secret oder die Adresse nicht, die dein Gerät verwendet. Prüfe sie auf der Entwicklerseite des Dienstes.
page-unavailable-title = Das hat gerade nicht geklappt
page-unavailable-lead = { $service } konnte die Anmeldung nicht abschließen. Versuche es gleich noch einmal.
page-storage-title = Dein Gerät konnte das nicht speichern
page-storage-lead = Prüfe, ob genug Speicherplatz frei ist, und versuche es dann noch einmal.
page-error-title = Die Anmeldung hat nicht geklappt
page-error-lead = { $service } hat mit einem Fehler geantwortet, deshalb wurde nichts verbunden.

## Seiten: Anfragen, die nirgendwohin führen

page-unknown-title = Darauf wartet keine Anmeldung
page-unknown-lead = Diese Seite gehört zu keiner Anmeldung, die dein Gerät begonnen hat, oder zu einer, die längst vorbei ist.
page-incomplete-title = Dieser Link ist unvollständig
page-incomplete-lead = Der Dienst hat dich mit einer Antwort zurückgeschickt, die dein Gerät nicht lesen kann.
page-unready-title = Diese App ist noch nicht bereit
page-unready-lead = Der Skill hinter diesem Link ist nicht für eine Anmeldung eingerichtet.
page-setup-title = Diese App ist falsch eingerichtet
page-setup-lead = Die Adresse des Dienstes kann nicht verwendet werden. Prüfe die Einstellungen des Skills.
page-offline-title = Dein Gerät ist offline
page-offline-lead = Es hat keine Netzwerkadresse, an die der Dienst antworten könnte. Verbinde es zuerst mit dem Netzwerk.
page-later-lead = Versuche es gleich noch einmal.
page-nothing-lead = Es wurde nichts verbunden.

page-used-title = Dieser Code gilt nicht mehr
page-used-lead = Er wurde schon benutzt, oder zehn Minuten lang hat ihn niemand benutzt.
page-used-next = Bitte dein Gerät um einen neuen Code und scanne diesen.

page-over-label = Vorbei
page-over-title = Diese Anmeldung ist vorbei
page-over-lead = Ihr Ergebnis ist hier nicht mehr gespeichert.
page-over-next = Frage dein Gerät, ob es verbunden ist.

page-nowhere-label = Hier ist nichts
page-nowhere-title = Diese Seite gibt es nicht
page-nowhere-lead = Prüfe die Adresse oder scanne den Code noch einmal.

page-host-label = Abgelehnt
page-host-title = Dieses Gerät heißt anders
page-host-lead = Es antwortet nicht auf den Namen in deiner Adresszeile.
page-host-next = Nimm seine IP-Adresse oder trage den Namen in seinen Einstellungen unter { $setting } ein.

## Seiten: die Startseite

page-front-label = In Betrieb
page-front-title = Die Anmeldungen deines Sprachassistenten
page-front-lead = Dieses Gerät verbindet seine Skills mit deinen Konten.
page-front-next = Um einen zu verbinden, bitte den Skill um eine Anmeldung und scanne den Code, den er zeigt.

## Seiten: der Übungsserver

practice-label = Übungsserver
practice-consent-heading = { $client } zulassen?
practice-consent-title = { $client } hereinlassen?
practice-consent-lead = Erlaube das nur, wenn du es gerade selbst auf deinem eigenen Gerät begonnen hast.
practice-consent-scopes = Es darf nutzen
practice-consent-destination = Deine Antwort geht an
practice-consent-note = Das ist nur eine Übung: Hinter dieser Seite steht kein Konto, und nichts Echtes wird freigegeben.
practice-consent-approve = Erlauben
practice-consent-refuse = Ablehnen
practice-error-note = Diese Seite hat nichts freigegeben. Du kannst sie schließen.
practice-long-title = Das war zu lang
practice-long-lead = Die Anfrage ist länger, als dieser Server liest.
practice-client-title = Unbekannte App
practice-client-lead = Die Anfrage nennt keine client_id, nennt zwei oder nennt eine, die hier nicht registriert ist.
practice-return-title = Unbekannte Rücksprungadresse
practice-return-lead = Die redirect_uri fehlt oder ist für diese App nicht registriert, deshalb wird die Antwort nirgendwohin geschickt.
practice-decision-title = Keine Entscheidung
practice-decision-lead = Das Formular sagt weder ja noch nein.
practice-answered-title = Schon beantwortet
practice-answered-lead = Diese Anfrage wurde schon beantwortet oder hat zu lange gewartet. Beginne auf dem Gerät noch einmal.

## Sprache: jeder Text wird gehört

speech-login = Um { $service } zu verbinden, öffne auf deinem Handy diese Adresse: { $address }. Den Code sage ich, wenn du dort danach fragst.
speech-connected = { $service } ist verbunden.
speech-denied = { $service } ist nicht verbunden, weil der Zugang abgelehnt wurde.
speech-expired = { $service } ist nicht verbunden, weil niemand die Anmeldung rechtzeitig abgeschlossen hat.
speech-failed = { $service } ist nicht verbunden, weil die Anmeldung nicht geklappt hat.
speech-code = Der Code ist { $code }.
speech-code-at = Öffne { $address } und gib diesen Code ein: { $code }.
speech-dot = Punkt
speech-colon = Doppelpunkt
speech-slash = Schrägstrich
speech-dash = Bindestrich
speech-notice = { $service } wartet auf deine Anmeldung: Scanne den Code, oder öffne { $address } auf dem Handy und gib { $code } ein.

## Kommandozeile

cli-or-open = oder öffne { $url }
cli-or-type = oder öffne { $url } und gib { $digits } ein
cli-connect-scan = Scanne das mit deinem Handy, um { $app } zu verbinden:
cli-connect-waiting = Warte auf deine Zustimmung …
cli-connect-no-link = Der Daemon hat keinen Link geliefert.
cli-connected = { $app } ist verbunden.
cli-not-connected = { $app } ist nicht verbunden:
cli-disconnected = { $app } ist getrennt.
cli-cancelled = Für { $app } wartet keine Anmeldung mehr.
cli-forgotten = { $app } ist vergessen.
cli-remote-done = Der Dienst weiß Bescheid.
cli-remote-queued = Der Dienst weiß noch nicht Bescheid: Er erfährt es, sobald er zu erreichen ist.
cli-remote-refused = Der Dienst lehnt es ab, den Zugang zu beenden: Beende ihn auf seiner eigenen Seite der verbundenen Apps.
cli-paste-prompt = Füge die Adresse oder den Code ein, dann Enter:
cli-dashboard-scan = Scanne das mit deinem Handy, um deine Verbindungen zu sehen:
cli-dashboard-once = Link und Ziffern gelten einmal, fünf Minuten lang.
cli-status-none = Noch ist keine App registriert: Skills registrieren ihre, wenn sie starten.
cli-status-app = APP
cli-status-state = ZUSTAND
cli-status-valid = GÜLTIG
cli-state-connected = verbunden
cli-state-not-authenticated = nicht angemeldet
cli-state-needs-login = neue Anmeldung nötig
cli-state-needs-credentials = Zugangsdaten nötig
cli-state-misconfigured = falsch eingerichtet
cli-valid-waiting = eine Anmeldung wartet
cli-valid-no-end = kein Ende bekannt
cli-valid-ended = abgelaufen, wird erneuert
cli-valid-minutes = { $count ->
    [one] noch { $count } Minute
   *[other] noch { $count } Minuten
}
cli-valid-hours = { $count ->
    [one] noch { $count } Stunde
   *[other] noch { $count } Stunden
}
cli-valid-days = { $count ->
    [one] noch { $count } Tag
   *[other] noch { $count } Tage
}
