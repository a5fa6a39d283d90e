## Pages: what became of a login

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
page-misconfigured-bare = Der Dienst akzeptiert die Client-ID, das Client-Secret oder die Adresse nicht, die dein Gerät verwendet. Prüfe sie auf seiner Entwicklerseite.
page-misconfigured-next = Mach hier weiter, um das zu berichtigen oder etwas anderes zu versuchen.
page-unavailable-title = Das hat gerade nicht geklappt
page-unavailable-lead = { $service } konnte die Anmeldung nicht abschließen. Versuche es gleich noch einmal.
page-storage-title = Dein Gerät konnte das nicht speichern
page-storage-lead = Prüfe, ob genug Speicherplatz frei ist, und versuche es dann noch einmal.
page-error-title = Die Anmeldung hat nicht geklappt
page-error-lead = { $service } hat mit einem Fehler geantwortet, deshalb wurde nichts verbunden.

## Pages: requests that lead nowhere

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

## Pages: the front page

page-front-title = Die Anmeldungen deines Sprachassistenten

## Pages: the practice server

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

## Pages: letting a program in by its code

activate-code-title = Ein Programm hereinlassen
activate-code-lead = Das Programm zeigt einen Code aus acht Buchstaben. Gib ihn hier ein, um zu sehen, worum es bittet.
activate-code-label = Code
activate-code-on = Weiter
activate-unknown = Auf diesen Code wartet kein Programm. Prüfe die Buchstaben. Wenn sie stimmen, wurde der Code schon benutzt oder ist zu alt: Beginne im Programm noch einmal.
activate-stale = Diese Seite war zu alt, oder dein Browser behält keine Cookies. Gib den Code noch einmal ein.
activate-too-many = { $count ->
    [one] Zu viele falsche Codes. Versuche es in einer Minute noch einmal oder scanne den Code, den das Programm zeigt.
   *[other] Zu viele falsche Codes. Versuche es in { $count } Minuten noch einmal oder scanne den Code, den das Programm zeigt.
}
activate-title = { $client } hereinlassen?
activate-lead = Dieses Programm möchte Zugang. Es behält ihn, auch wenn du nicht da bist, bis du ihn zurücknimmst.
activate-lead-home = Dieses Programm möchte Zugang. Es behält ihn, auch wenn du nicht da bist, bis du ihn unter „Deine Verbindungen“ zurücknimmst.
activate-scopes = Es darf
activate-token = Deine Verbindung zu { $app } nutzen
activate-token-all = Alle deine Verbindungen nutzen, auch künftige
activate-token-note = Es bekommt das Token jeder dieser Verbindungen und nutzt es, ohne dich noch einmal zu fragen.
activate-all-warning = Das ist alles, wo dein Gerät angemeldet ist. Lass nur Programme herein, denen du das alles anvertraust.
activate-address = Die Anfrage kommt von
activate-here = Dein Gerät selbst ({ $address })
activate-code = Zeigt das Programm diesen Code?
activate-warning = Wenn nicht, wenn du das nicht selbst begonnen hast oder wenn dir jemand den Code oder einen Link geschickt hat: Lehne ab.
activate-approve = Ja, hereinlassen
activate-refuse = Ablehnen
activate-approved-title = Das Programm hat Zugang
activate-approved-lead = Es merkt das von selbst in wenigen Sekunden.
activate-approved-note = Du kannst den Zugang jederzeit unter „Deine Verbindungen“ zurücknehmen. Diese Seite kannst du schließen.
activate-refused-title = Es wurde nichts freigegeben
activate-refused-lead = Das Programm erfährt, dass du abgelehnt hast.
activate-done-note = Du kannst diese Seite schließen.

# For who has not shown yet that they are at the device.
activate-door-title = Bist du bei deinem Gerät?
activate-door-lead = Ein Programm bittet um Zugang zu deinen Verbindungen. Nur wer beim Gerät ist, lässt Programme herein. Zeig deshalb zuerst, dass du dort bist.
activate-door-show = Einen QR-Code auf dem Gerät zeigen
activate-door-scan = Scanne ihn dann mit diesem Handy.
activate-door-shown = Dein Gerät zeigt jetzt einen QR-Code auf seinem Bildschirm. Scanne ihn mit diesem Handy: Er gilt fünf Minuten lang und einmal.
activate-door-often = Dein Gerät hat schon mehrere QR-Codes gezeigt. Warte eine Minute und frag dann noch einmal.
activate-door-or = oder
activate-door-digits = Führe auf deinem Gerät „phal-oauth dashboard“ aus: Dann zeigt es dir sechs Ziffern.
activate-door-wrong = Diese Ziffern stimmen nicht oder gelten nicht mehr. Führe „phal-oauth dashboard“ noch einmal aus, dann bekommst du neue.
activate-door-aloud = Ziffern, die dein Gerät laut sagt, lassen kein Programm herein, denn andere Programme hören sie auch. Wähle unten einen anderen Weg.
activate-door-terminal = An einem Terminal des Geräts lässt auch das hier das Programm herein:
activate-link-lead = Jemand hat dein Gerät um diesen Link gebeten, um ein Programm hereinzulassen. Die nächste Seite sagt, welches es ist und was es möchte. Wenn du das nicht warst, schließ diese Seite.
activate-over-next = Geh zurück zu der Seite, auf der du um ihn gebeten hast, und bitte um einen neuen.

## Pages: requests that are refused

page-refused-label = Abgelehnt
page-many-title = Das war zu oft
page-many-lead = Dein Gerät nimmt für einen Moment keine Anfragen mehr von dir an.
page-many-next = Warte einen Moment und lade diese Seite dann neu.
page-foreign-title = Das kam von einer anderen Seite
page-foreign-lead = Eine fremde Seite hat etwas an dein Gerät geschickt, deshalb wurde nichts getan.
page-foreign-next = Wenn du auf der Seite deines Geräts einen Knopf gedrückt hast, öffne sie neu und wiederhole es.
page-stale-title = Diese Seite war zu alt
page-stale-lead = Sie wurde geöffnet, bevor dein Gerät neu gestartet ist, oder dein Browser behält keine Cookies.
page-stale-next = Geh zurück, lade die Seite neu und wiederhole, was du getan hast.
page-form-title = Dein Gerät kann das nicht lesen
page-form-lead = Es kam in einer Form, die dein Gerät nicht kennt.
page-long-title = Das war zu viel Text
page-long-lead = Dein Gerät liest höchstens 48 Kilobyte auf einmal.
page-long-next = Geh zurück und gib weniger ein.
page-slow-title = Das hat zu lange gedauert
page-slow-lead = Dein Gerät hat auf den Rest dessen gewartet, was du geschickt hast.
page-slow-next = Geh zurück und versuche es noch einmal, näher an deinem WLAN.
page-method-title = Das geht hier nicht
page-method-lead = Diese Seite lässt sich öffnen, aber es lässt sich nichts an sie schicken.

## Pages: the front page, where a code that the device says is typed

front-lead = Dein Gerät hat einen sechsstelligen Code für dich. Gib ihn hier ein, dann geht es weiter.
front-say = Das Gerät soll den Code sagen
front-said = Dein Gerät sagt jetzt den Code. Hör zu und gib ihn hier ein.
front-not-said = Es wartet keine Anmeldung. Bitte dein Gerät zuerst, sich bei einem Dienst anzumelden.
front-said-often = Dein Gerät hat den Code schon mehrmals gesagt. Warte eine Minute und frag dann noch einmal.
front-digits = Sechs Ziffern
front-hint = Sie gelten fünf Minuten lang.
front-enter = Weiter
front-else = Kein Code? Bitte dein Gerät, sich bei einem Dienst anzumelden, dann sagt es dir, was zu tun ist.
front-no-digits = Bitte gib alle sechs Ziffern ein und sonst nichts.
front-wrong = Diese Ziffern stimmen nicht oder gelten nicht mehr. Lass sie dir von deinem Gerät noch einmal sagen.
front-too-many = { $count ->
    [one] Zu viele falsche Codes. Warte eine Minute und bitte dein Gerät dann um einen neuen.
   *[other] Zu viele falsche Codes. Warte { $count } Minuten und bitte dein Gerät dann um einen neuen.
}

## Pages: the dashboard

dashboard-title = Deine Verbindungen
dashboard-link-lead = Hier siehst du, mit welchen Diensten dein Gerät verbunden ist, kannst weitere verbinden und Verbindungen beenden.
dashboard-link-open = Meine Verbindungen zeigen
dashboard-link-note = Dieser Link gilt einmal. Danach bleibt dieser Browser bis zu einer Stunde lang angemeldet.
dashboard-closed-label = Geschlossen
dashboard-closed-title = Bitte öffne das neu
dashboard-closed-lead = Zu deiner Sicherheit schließt sich die Liste deiner Verbindungen, wenn niemand sie benutzt.
dashboard-next = Bitte dein Gerät, seine Verbindungen zu zeigen, oder führe darauf „phal-oauth dashboard“ aus.
dashboard-over-title = Dieser Link gilt nicht mehr
dashboard-over-lead = Er wurde schon benutzt oder ist älter als fünf Minuten.
dashboard-empty = Noch hat kein Skill nach einem Dienst gefragt.
dashboard-connected = Verbunden
dashboard-not-connected = Nicht verbunden
dashboard-needs-credentials = Muss eingerichtet werden
dashboard-needs-login = Neu anmelden
dashboard-misconfigured = Falsch eingerichtet
dashboard-pending = Eine Anmeldung wartet darauf, dass du sie abschließt.
dashboard-needs-login-note = Der Dienst hat diese Verbindung beendet. Verbinde ihn neu, um weiterzumachen.
dashboard-misconfigured-note = Der Dienst lehnt Client-ID, Client-Secret oder Adresse dieser App ab. Verbinde ihn neu: Was du selbst eingegeben hast, kannst du dort neu eingeben.
dashboard-ends-never = Bleibt verbunden.
dashboard-ended = Wird bei der nächsten Benutzung erneuert.
dashboard-ends-minutes = { $count ->
    [one] Wird innerhalb einer Minute erneuert.
   *[other] Gilt noch { $count } Minuten, wird dann erneuert.
}
dashboard-ends-hours = { $count ->
    [one] Gilt noch eine Stunde, wird dann erneuert.
   *[other] Gilt noch { $count } Stunden, wird dann erneuert.
}
dashboard-ends-days = { $count ->
    [one] Gilt noch einen Tag, wird dann erneuert.
   *[other] Gilt noch { $count } Tage, wird dann erneuert.
}
dashboard-lasts-minutes = { $count ->
    [one] Gilt noch eine Minute.
   *[other] Gilt noch { $count } Minuten.
}
dashboard-lasts-hours = { $count ->
    [one] Gilt noch eine Stunde.
   *[other] Gilt noch { $count } Stunden.
}
dashboard-lasts-days = { $count ->
    [one] Gilt noch einen Tag.
   *[other] Gilt noch { $count } Tage.
}
dashboard-connect = Verbinden
dashboard-connect-again = Neu verbinden
dashboard-more = Beenden oder entfernen
dashboard-disconnect = Trennen
dashboard-disconnect-note = Der Dienst erfährt, dass die Verbindung endet. Der Skill kann jederzeit wieder verbunden werden.
dashboard-forget = Entfernen
dashboard-forget-note = Beendet die Verbindung und vergisst alles darüber. Ein Skill, der noch installiert ist, bringt sie zurück, ohne deine Anmeldung.
dashboard-add = Einen weiteren Dienst verbinden
dashboard-leave = Schließen

## Pages: the dashboard's programs

programs-title = Programme mit Zugang
programs-lead = Diese hast du mit einem Code hereingelassen. Sie holen sich selbst, was sie dürfen.
programs-from = Angefragt von { $address }
programs-from-here = Angefragt von deinem Gerät selbst
programs-since = { $count ->
    [0] Hereingelassen in den letzten 24 Stunden.
    [one] Hereingelassen vor einem Tag.
   *[other] Hereingelassen vor { $count } Tagen.
}
programs-used = { $count ->
    [0] Zuletzt benutzt in den letzten 24 Stunden.
    [one] Zuletzt benutzt vor einem Tag.
   *[other] Zuletzt benutzt vor { $count } Tagen.
}
programs-unused = Noch nicht benutzt.
programs-withdraw = Zurücknehmen
programs-withdraw-note = Ein Programm, dem du den Zugang nimmst, bekommt kein neues Token. Eines, das es schon geholt hat, gilt, bis es abläuft: Um auch das zu beenden, wähle oben bei seinem Dienst „Trennen“.

## Pages: services that no skill has asked for

services-title = Einen Dienst verbinden
services-lead = Wähle den Dienst. Die nächste Seite sagt dir, was zu tun ist.
services-back = Zurück zu meinen Verbindungen
services-closed = Nicht von hier aus
services-relay = Diese schicken Antworten nur an https-Adressen. Eine eigene Relay-Seite hilft: „phal-oauth relay“ auf deinem Gerät sagt, wie.
services-way-device = Mit einem Code
services-way-direct = Auf der Anmeldeseite
services-way-relay = Über die Relay-Seite
services-way-loopback = Mit einer Adresse zum Zurückkopieren
services-way-paste = Mit einem Code zum Zurückkopieren
services-way-token = Mit einem Schlüssel von der Seite

## Pages: on to the service after a form

onward-title = Weiter zum Dienst
onward-lead = Seine Anmeldeseite öffnet sich von selbst. Wenn nicht, drücke den Knopf.
onward-go = Weiter

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Um { $service } zu verbinden, öffne auf deinem Handy diese Adresse: { $address }. Den Code sage ich, wenn du dort danach fragst.
speech-dashboard = Um deine Verbindungen zu sehen, öffne auf deinem Handy diese Adresse: { $address }. Den Code sage ich, wenn du dort danach fragst.
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

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } wartet auf deine Anmeldung: Scanne den Code, oder öffne { $address } auf dem Handy.

## Pages: the steps of a login

go-title = { $service } verbinden
go-skill = Für
go-device = Auf
go-scopes = Möchte
go-nobody = Jedes Programm auf dem Gerät
go-reason-relay = { $service } schickt keine Antworten an Adressen in deinem Heimnetz, deshalb kommt die Antwort über die Relay-Seite.
go-reason-loopback = { $service } schickt keine Antworten an Adressen in deinem Heimnetz, deshalb bringst du die Antwort selbst hierher.
go-reason-paste = { $service } schickt keine Antworten an Adressen in deinem Heimnetz, deshalb zeigt es dir einen Code, den du hierher bringst.
go-reason-no-relay = Mit einer Relay-Seite ginge das leichter: „phal-oauth relay“ auf deinem Gerät sagt, wie.
go-others = Etwas anderes
go-other-client = Client-ID neu eingeben
go-other-address = Adresse deines Servers neu eingeben
go-return-lead = Du warst schon einmal hier. Wenn { $service } abgelehnt hat, was du eingegeben hast, kannst du es unten neu eingeben.
go-return-refused = { $service } hat diese App vorhin abgelehnt. Versuche es noch einmal oder unten etwas anderes.
go-send = Weiter
go-open = { $service } öffnen
go-wrong = Damit kann dein Gerät nichts anfangen. Prüfe es und versuche es noch einmal.
go-failed-again = Noch einmal versuchen
go-failed-silent-title = { $service } antwortet nicht
go-failed-silent-address = Unter { $address } antwortet nichts. Prüfe, ob die Adresse stimmt und dein Server eingeschaltet ist.
go-failed-silent-lead = Dein Gerät kann ihn gerade nicht erreichen. Prüfe seine Internetverbindung oder versuche es gleich noch einmal.
go-failed-strange-address = Was unter { $address } antwortet, ist nicht das, was dein Gerät von { $service } erwartet. Prüfe die Adresse.
go-failed-device-title = { $service } gibt keinen Code
go-failed-device-lead = { $service } lässt diese App nicht mit einem Code anmelden. Wähle unten etwas anderes.

go-instance-lead = { $service } ist dein eigener Server. Wo ist er?
go-instance-address = Adresse deines Servers
go-instance-insecure = Das ist nicht sicher: Außerhalb deines Heimnetzes muss eine Adresse mit https:// beginnen
go-instance-wrong = Das ist keine Adresse. Sie sieht so aus: https://cloud.example oder http://homeassistant.local:8123
go-instance-empty = Bitte gib eine Adresse ein.

go-credentials-lead = { $service } will das Programm kennen, das sich anmeldet. Registriere es einmal auf der Entwicklerseite und gib dann hier ein, was diese Seite zeigt.
go-credentials-register = Registrieren
go-credentials-console = Die Entwicklerseite öffnen
go-credentials-redirect = Redirect-Adresse, die dort genau so einzutragen ist
go-credentials-qr = Als QR-Code zeigen, für ein anderes Gerät
go-credentials-qr-label = QR-Code der Redirect-Adresse
go-credentials-port = Wenn dein Gerät eine Firewall hat, lass Port { $port } durch.
go-credentials-type = Eingeben, was die Seite zeigt
go-credentials-id = Client-ID
go-credentials-secret = Client-Secret
go-credentials-secret-optional = Client-Secret, falls es eines gibt
go-credentials-id-missing = Bitte gib die Client-ID ein.
go-credentials-secret-missing = Bitte gib auch das Client-Secret ein.
go-credentials-refused = { $service } hat die Client-ID oder das Client-Secret abgelehnt, die hier eingegeben wurden. Vergleiche beide mit der Entwicklerseite und gib sie neu ein.
go-credentials-refused-else = Wenn sie stimmen, versuche unten etwas anderes.

go-device-lead = Öffne { $service } und vergleiche diesen Code oder gib ihn ein. Diese Seite geht von selbst weiter.
go-device-lead-link = Öffne { $service } und stimme dort zu. Diese Seite geht von selbst weiter.
go-device-code = Dein Code
go-device-elsewhere = Öffne auf einem anderen Gerät
go-device-waiting = Warten auf deine Zustimmung
go-device-expired-title = Dieser Code ist abgelaufen
go-device-expired-lead = Niemand hat ihn rechtzeitig bestätigt.
go-device-refused-title = Der Zugang wurde abgelehnt
go-device-refused-lead = Du hast deinem Gerät nicht erlaubt, { $service } zu nutzen. Es wurde nichts verbunden.
go-device-again = Neuen Code holen

go-loopback-lead = Drei Schritte, und zwischendurch sieht es wie ein Fehler aus: Das soll so sein.
go-loopback-one = Anmelden und zustimmen
go-loopback-one-note = Es öffnet sich in einem neuen Tab. Lass diesen hier offen.
go-loopback-two = Eine Seite, die nicht lädt
go-loopback-two-note = Dann zeigt dein Handy eine Seite, die nicht zu erreichen ist. Ihre Adresse braucht dein Gerät. Tippe auf die Adresszeile und kopiere sie ganz.
go-loopback-picture = Ein Handy mit einer Seite, die nicht zu erreichen ist. Die Adresszeile oben beginnt mit 127.0.0.1 und ist markiert.
go-loopback-three = Füge die Adresse hier ein
go-loopback-field = Adresse der Seite, die nicht geladen hat

go-paste-lead = Zwei Schritte: Stimme dort zu und bring dann den Code hierher.
go-paste-one = Anmelden und zustimmen
go-paste-one-note = Es öffnet sich in einem neuen Tab und zeigt am Ende einen Code. Kopiere ihn.
go-paste-two = Füge den Code hier ein
go-paste-field = Code

go-wrong-nothing = Es wurde nichts eingefügt. Kopiere die ganze Adresse aus der Adresszeile.
go-wrong-long = Das ist zu lang. Kopiere nur die Adresse aus der Adresszeile.
go-wrong-no-answer = In dieser Adresse steht noch keine Antwort. Stimme zuerst zu und kopiere dann die Adresse der Seite, die nicht lädt.
go-wrong-no-code = Das ist weder eine Adresse noch ein Code. Kopiere noch einmal die ganze Adresse.
go-wrong-no-state = Ein Code allein sagt nicht, zu welcher Anmeldung er gehört. Füge die ganze Adresse ein.
go-wrong-no-token = Das ist kein Schlüssel. Kopiere ihn noch einmal, ohne Leerzeichen darum herum.
go-wrong-old = Das ist die Antwort auf eine Anmeldung, die vorbei ist. Beginne noch einmal mit dem ersten Schritt.

go-token-lead = { $service } gibt dir einen Schlüssel für dein Gerät. Erstelle einen auf seiner Seite und füge ihn dann hier ein.
go-token-make = Einen Schlüssel erstellen
go-token-console = Die Seite öffnen
go-token-type = Füge den Schlüssel hier ein
go-token-field = Schlüssel

go-confirm-lead = Du meldest dich bei { $service } an. Dann fragt eine Seite, ob du zu deinem Gerät weiter willst.
go-confirm-phrase = Sie muss diese zwei Wörter zeigen
go-confirm-stuck = Die Seite erreicht dein Gerät nicht?
go-confirm-paste = Füge hier ein, was sie zeigt
go-confirm-note = Wenn sie andere zeigt oder du das nicht selbst begonnen hast, schließe sie.

go-no-way-title = Von hier aus geht keine Anmeldung
go-no-way-lead = So, wie dein Gerät eingerichtet ist, kann es diesen Dienst nicht erreichen.
go-no-way-next = „phal-oauth providers“ auf deinem Gerät sagt, was jeder Dienst braucht.
go-relay-blocked-title = Die Relay-Seite führt nicht zu deinem Gerät
go-relay-blocked-lead = Sie bringt Antworten nur zu Geräten im Heimnetz, und dein Gerät ist unter einer anderen Adresse bekannt.
go-relay-blocked-next = Setze advertise_host auf deinem Gerät auf seine Adresse in deinem Heimnetz.
go-needs-relay-title = Dieser Dienst braucht eine Relay-Seite
go-needs-relay-lead = Er schickt Antworten nur an https-Adressen, und dein Gerät hat keine. Eine eigene Relay-Seite bringt sie herüber.
go-needs-relay-next = Führe „phal-oauth relay“ auf deinem Gerät aus: Es schreibt die Seite und sagt, wohin sie gehört.

## Pages: what a service lets a program do

scope-identity = Sehen, wer du bist
scope-profile = Deinen Namen und dein Bild sehen
scope-email = Deine E-Mail-Adresse sehen
scope-lasting = Verbunden bleiben, während du weg bist
scope-playback-read = Sehen, was gerade läuft
scope-playback-control = Steuern, was gerade läuft
scope-streaming = Musik auf diesem Gerät abspielen
scope-playlists-read = Deine Playlists sehen
scope-playlists-write = Deine Playlists ändern
scope-library-read = Deine Musiksammlung sehen
scope-library-write = Deine Musiksammlung ändern
scope-history-read = Sehen, was du gehört hast
scope-follow-read = Sehen, wem du folgst
scope-calendar-read = Deinen Kalender sehen
scope-calendar-write = Deinen Kalender sehen und ändern
scope-mail-read = Deine E-Mails lesen
scope-mail-send = E-Mails in deinem Namen senden
scope-files-read = Deine Dateien sehen
scope-files-write = Deine Dateien sehen und ändern
scope-contacts-read = Deine Kontakte sehen
scope-tasks-read = Deine Aufgaben sehen
scope-tasks-write = Deine Aufgaben sehen und ändern
scope-video-read = Dein YouTube-Konto sehen
scope-video-write = Dein YouTube-Konto verwalten
scope-home = Deine Geräte zu Hause steuern
scope-repositories = Deine Repositorys sehen und ändern

## Command line

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
# Heads of the columns of a table.
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

## Command line: the demo

demo-folder = Von dieser Vorführung bleibt nichts: Ihr Ordner wird am Ende gelöscht.
demo-practice = Ein Übungsserver für Anmeldungen läuft unter { $url }
demo-bus = Ein Nachrichtenbus läuft unter { $url }, mit phal-oauth darauf
demo-skill = Ein Beispiel-Skill ist dem Bus beigetreten und hat seine App registriert
demo-image = Der Skill hat um einen QR-Code gebeten; eine Shell würde { $path } zeigen
demo-scan = Hier ist einer für dieses Terminal. Scanne ihn mit deinem Handy und drücke „{ $button }“:
demo-approved = Ohne eine Person erlaubt, wie { $option } es will
demo-waiting = Warte auf dich, höchstens zehn Minuten …
demo-token = Der Skill hat sein Token
demo-used = Der Skill hat es benutzt, und der Server sagt: { $greeting }
demo-done = Fertig: Mehr muss eine Person nicht tun.
demo-stopped = Beendet.
