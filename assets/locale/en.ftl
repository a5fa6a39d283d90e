# What people read and hear. A person who reads this knows nothing of OAuth: every text says what has
# happened and what to do next. Values in braces are put in as they are.

## Pages: what became of a login

page-connected-label = Connected
page-connected-title = All done
page-connected-lead = Your device is now connected to { $service }.
page-connected-next = You can close this page. Everything else happens on your device.

page-finishing-label = One moment
page-finishing-title = Finishing the login
page-finishing-lead = Your device is fetching its access from { $service }.
page-finishing-next = This page updates itself.

page-failed-label = Not connected
page-failed-next = You can close this page and start again on your device.

page-denied-title = Access was refused
page-denied-lead = You chose not to let your device use { $service }. Nothing was connected.
page-issuer-title = The wrong server answered
page-issuer-lead = The answer did not come from { $service }, so it was not used.
page-expired-title = This login took too long
page-expired-lead = For your safety a login must be finished within ten minutes.
page-misconfigured-title = The service refuses this app
page-misconfigured-lead = { $service } does not accept the client id, secret or address that your device uses. Check them on the service’s developer page.
page-misconfigured-bare = The service does not accept the client id, secret or address that your device uses. Check them on its developer page.
page-misconfigured-next = Go on here to put that right, or to try something else.
page-unavailable-title = That did not work just now
page-unavailable-lead = { $service } could not finish the login. Try again in a moment.
page-storage-title = Your device could not save this
page-storage-lead = Check that it has free space, then try again.
page-error-title = The login did not work
page-error-lead = { $service } answered with an error, so nothing was connected.

## Pages: requests that lead nowhere

page-unknown-title = No login is waiting for this
page-unknown-lead = This page belongs to no login that your device has started, or to one that is long over.
page-incomplete-title = This link is incomplete
page-incomplete-lead = The service sent you back with an answer that your device cannot read.
page-unready-title = This app is not ready
page-unready-lead = The skill behind this link is not set up for a login.
page-setup-title = This app is set up wrongly
page-setup-lead = The address of the service cannot be used. Check the skill’s settings.
page-offline-title = Your device is offline
page-offline-lead = It has no network address that the service could answer to. Connect it first.
page-later-lead = Try again in a moment.
page-nothing-lead = Nothing was connected.

page-used-title = This code is no longer valid
page-used-lead = It has been used already, or nobody used it within ten minutes.
page-used-next = Ask your device for a new code and scan that one.

page-over-label = Over
page-over-title = This login is over
page-over-lead = Its result is no longer kept here.
page-over-next = Ask your device whether it is connected.

page-nowhere-label = Nothing here
page-nowhere-title = There is no such page
page-nowhere-lead = Check the address, or scan the code again.

page-host-label = Refused
page-host-title = This device has another name
page-host-lead = It does not answer to the name in your address bar.
page-host-next = Use its IP address, or add the name to { $setting } in its settings.

## Pages: the front page

page-front-title = Your voice assistant’s logins

## Pages: the practice server

practice-label = Practice server
practice-consent-heading = Approve { $client }?
practice-consent-title = Let { $client } in?
practice-consent-lead = Approve only if you have just started this yourself, on your own device.
practice-consent-scopes = It may use
practice-consent-destination = Your answer goes to
practice-consent-note = This is only practice: no account is behind this page, and nothing real is granted.
practice-consent-approve = Approve
practice-consent-refuse = Refuse
practice-error-note = This page has granted nothing. You can close it.
practice-long-title = That was too long
practice-long-lead = The request is longer than this server reads.
practice-client-title = Unknown app
practice-client-lead = The request names no client_id, names two, or names one that is not registered here.
practice-return-title = Unknown return address
practice-return-lead = The redirect_uri is missing or is not registered for this app, so the answer is sent nowhere.
practice-decision-title = No decision
practice-decision-lead = The form says neither approve nor deny.
practice-answered-title = Already answered
practice-answered-lead = This request has been answered before or has waited too long. Start again from the device.

## Pages: letting a program in by its code

activate-code-title = Let a program in
activate-code-lead = The program shows a code of eight letters. Type it here to see what it asks for.
activate-code-label = Code
activate-code-on = Go on
activate-unknown = No program is waiting for this code. Check the letters. If they are right, the code was used before or is too old: begin again in the program.
activate-stale = This page was too old, or your browser keeps no cookies. Type the code again.
activate-too-many = { $count ->
    [one] Too many wrong codes. Try again in a minute, or scan the code that the program shows.
   *[other] Too many wrong codes. Try again in { $count } minutes, or scan the code that the program shows.
}
activate-title = Let { $client } in?
activate-lead = This program wants access. It keeps it, also while you are away, until you take it back.
activate-lead-home = This program wants access. It keeps it, also while you are away, until you take it back under “Your connections”.
activate-scopes = It may
activate-token = Use your connection to { $app }
activate-token-all = Use all your connections, also those to come
activate-token-note = It is given the token of each such connection, and uses it without asking you again.
activate-all-warning = That is everything that your device is logged in to. Let only programs in that you trust with all of it.
activate-address = It asks from
activate-here = Your device itself ({ $address })
activate-code = Does the program show this code?
activate-warning = If not, if you did not start this yourself, or if somebody has sent you the code or a link: refuse.
activate-approve = Yes, let it in
activate-refuse = Refuse
activate-approved-title = The program has access
activate-approved-lead = It notices by itself within a few seconds.
activate-approved-note = You can take its access back at any time under “Your connections”. You can close this page.
activate-refused-title = Nothing was granted
activate-refused-lead = The program is told that you refused.
activate-done-note = You can close this page.

# For who has not shown yet that they are at the device.
activate-door-title = Are you at your device?
activate-door-lead = A program asks for access to your connections. Only who is at your device lets programs in, so show first that you are there.
activate-door-show = Show a QR code on the device’s screen
activate-door-scan = Then scan it with this phone.
activate-door-shown = Your device shows a QR code on its screen now. Scan it with this phone: it is good for five minutes, and works once.
activate-door-often = Your device has shown several QR codes already. Wait a minute, then ask again.
activate-door-or = or
activate-door-digits = Run “phal-oauth dashboard” on your device: it shows you six digits.
activate-door-wrong = These digits are not right, or no longer valid. Run “phal-oauth dashboard” again for new ones.
activate-door-aloud = Digits that your device says aloud let no program in, since other programs hear them as well. Choose another way below.
activate-door-terminal = At a terminal of the device, this lets the program in as well:
activate-link-lead = Somebody has asked your device for this link, to let a program in. The next page says which program it is and what it wants. If that was not you, close this page.
activate-over-next = Go back to the page where you asked for it, and ask for a new one.

## Pages: requests that are refused

page-refused-label = Refused
page-many-title = That was too often
page-many-lead = Your device takes no more requests from you for a moment.
page-many-next = Wait a moment, then load this page again.
page-foreign-title = This came from another page
page-foreign-lead = Something was sent to your device by a page that is not its own, so nothing was done.
page-foreign-next = If you have pressed a button on your device’s own page, open that page again and repeat it.
page-stale-title = This page was too old
page-stale-lead = It was opened before your device was started again, or your browser keeps no cookies.
page-stale-next = Go back, load the page again, and repeat what you did.
page-form-title = Your device cannot read this
page-form-lead = It was sent in a form that your device does not know.
page-long-title = That was too much text
page-long-lead = Your device reads no more than 48 kilobytes at once.
page-long-next = Go back and enter less.
page-slow-title = That took too long
page-slow-lead = Your device has waited for the rest of what you sent.
page-slow-next = Go back and try again, closer to your Wi-Fi.
page-method-title = That does not work here
page-method-lead = This page can be opened, but nothing can be sent to it.

## Pages: the front page, where a code that the device says is typed

front-lead = Your device has a code of six digits for you. Type it here to go on.
front-say = Let the device say the code
front-said = Your device is saying the code now. Listen, and type it here.
front-not-said = No login is waiting. Ask your device to log in to a service first.
front-said-often = Your device has said the code several times already. Wait a minute, then ask again.
front-digits = Six digits
front-hint = They are good for five minutes.
front-enter = Go on
front-else = No code? Ask your device to log in to a service, and it tells you what to do.
front-no-digits = Please type all six digits, and nothing else.
front-wrong = These digits are not right, or no longer valid. Ask your device to say them again.
front-too-many = { $count ->
    [one] Too many wrong codes. Wait a minute, then ask your device for a new one.
   *[other] Too many wrong codes. Wait { $count } minutes, then ask your device for a new one.
}

## Pages: the dashboard

dashboard-title = Your connections
dashboard-link-lead = Here you see which services your device is connected to, connect others and end connections.
dashboard-link-open = Show my connections
dashboard-link-note = This link works once. Afterwards this browser stays signed in for up to an hour.
dashboard-closed-label = Closed
dashboard-closed-title = Please open this anew
dashboard-closed-lead = For your safety the list of your connections closes when nobody uses it.
dashboard-next = Ask your device to show its connections, or run “phal-oauth dashboard” on it.
dashboard-over-title = This link is no longer valid
dashboard-over-lead = It has been used already, or is older than five minutes.
dashboard-empty = No skill has asked for a service yet.
dashboard-connected = Connected
dashboard-not-connected = Not connected
dashboard-needs-credentials = Needs setting up
dashboard-needs-login = Log in again
dashboard-misconfigured = Set up wrongly
dashboard-pending = A login is waiting for you to finish it.
dashboard-needs-login-note = The service has ended this connection. Connect it again to go on.
dashboard-misconfigured-note = The service refuses this app’s client id, secret or address. Connect it again: what you have typed yourself, you can type anew there.
dashboard-ends-never = Stays connected.
dashboard-ended = Is renewed with the next use.
dashboard-ends-minutes = { $count ->
    [one] Renewed within a minute.
   *[other] Good for another { $count } minutes, then renewed.
}
dashboard-ends-hours = { $count ->
    [one] Good for another hour, then renewed.
   *[other] Good for another { $count } hours, then renewed.
}
dashboard-ends-days = { $count ->
    [one] Good for another day, then renewed.
   *[other] Good for another { $count } days, then renewed.
}
dashboard-lasts-minutes = { $count ->
    [one] Good for another minute.
   *[other] Good for another { $count } minutes.
}
dashboard-lasts-hours = { $count ->
    [one] Good for another hour.
   *[other] Good for another { $count } hours.
}
dashboard-lasts-days = { $count ->
    [one] Good for another day.
   *[other] Good for another { $count } days.
}
dashboard-connect = Connect
dashboard-connect-again = Connect again
dashboard-more = End or remove
dashboard-disconnect = Disconnect
dashboard-disconnect-note = The service is told to end the connection. The skill can be connected again at any time.
dashboard-forget = Remove
dashboard-forget-note = Ends the connection and forgets all about it. A skill that is still installed brings it back, without your login.
dashboard-add = Connect another service
dashboard-leave = Close

## Pages: the dashboard's programs

programs-title = Programs with access
programs-lead = You have let these in by a code. They fetch what they may by themselves.
programs-from = Asked from { $address }
programs-from-here = Asked from your device itself
programs-since = { $count ->
    [0] Let in within the last 24 hours.
    [one] Let in a day ago.
   *[other] Let in { $count } days ago.
}
programs-used = { $count ->
    [0] Last used within the last 24 hours.
    [one] Last used a day ago.
   *[other] Last used { $count } days ago.
}
programs-unused = Not used yet.
programs-withdraw = Take back
programs-withdraw-note = A program whose access you take back gets no new token. One that it has fetched already stays good until it ends: to end that as well, choose “Disconnect” at its service above.

## Pages: services that no skill has asked for

services-title = Connect a service
services-lead = Choose the service. The next page tells you what to do.
services-back = Back to my connections
services-closed = Not from here
services-relay = These send answers to https addresses alone. A relay page of your own makes up for it: “phal-oauth relay” on your device tells how.
services-way-device = With a code
services-way-direct = On its login page
services-way-relay = By way of the relay page
services-way-loopback = With an address to copy back
services-way-paste = With a code to copy back
services-way-token = With a key from its page

## Pages: on to the service after a form

onward-title = On to the service
onward-lead = Its login page opens by itself. If it does not, press the button.
onward-go = Go on

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = To connect { $service }, open this address on your phone: { $address }. I say the code when you ask for it there.
speech-dashboard = To see your connections, open this address on your phone: { $address }. I say the code when you ask for it there.
speech-connected = { $service } is connected.
speech-denied = { $service } is not connected, because access was refused.
speech-expired = { $service } is not connected, because nobody finished the login in time.
speech-failed = { $service } is not connected, because the login did not work.
speech-code = The code is { $code }.
speech-code-at = Open { $address } and type this code: { $code }.
speech-dot = dot
speech-colon = colon
speech-slash = slash
speech-dash = dash

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } waits for your login: scan the code, or open { $address } on your phone.

## Pages: the steps of a login

go-title = Connect { $service }
go-skill = For
go-device = On
go-scopes = It asks for
go-nobody = Any program on the device
go-reason-relay = { $service } does not send answers to addresses in your home network, so the answer comes by way of the relay page.
go-reason-loopback = { $service } does not send answers to addresses in your home network, so you carry the answer here yourself.
go-reason-paste = { $service } does not send answers to addresses in your home network, so it shows you a code that you bring here.
go-reason-no-relay = A relay page would make this easier: “phal-oauth relay” on your device tells how.
go-others = Something else
go-other-client = Type the client ID again
go-other-address = Type the address of your server again
go-return-lead = You have been here before. If { $service } has refused what you typed, you can type it again below.
go-return-refused = { $service } has refused this app before. Try once more, or something else below.
go-send = Go on
go-open = Open { $service }
go-wrong = Your device cannot use this. Check it and try again.
go-failed-again = Try again
go-failed-silent-title = { $service } does not answer
go-failed-silent-address = Nothing answers at { $address }. Check that the address is right and that your server is switched on.
go-failed-silent-lead = Your device cannot reach it just now. Check its internet connection, or try again in a moment.
go-failed-strange-address = What answers at { $address } is not what your device expects of { $service }. Check the address.
go-failed-device-title = { $service } gives no code
go-failed-device-lead = { $service } does not let this app log in with a code. Choose something else below.

go-instance-lead = { $service } is a server of your own. Where is it?
go-instance-address = Address of your server
go-instance-insecure = This is not safe: outside of your home network an address must begin with https://
go-instance-wrong = This is no address. It looks like https://cloud.example or http://homeassistant.local:8123
go-instance-empty = Please type an address.

go-credentials-lead = { $service } wants to know the program that logs in. Register it once on its developer page, then type here what that page shows.
go-credentials-register = Register it
go-credentials-console = Open the developer page
go-credentials-redirect = Redirect address to enter there, exactly as it stands
go-credentials-qr = Show it as a QR code, for another device
go-credentials-qr-label = QR code of the redirect address
go-credentials-port = If your device has a firewall, let port { $port } through.
go-credentials-type = Type what it shows
go-credentials-id = Client ID
go-credentials-secret = Client secret
go-credentials-secret-optional = Client secret, if there is one
go-credentials-id-missing = Please type the client ID.
go-credentials-secret-missing = Please type the client secret as well.
go-credentials-refused = { $service } has refused the client ID or the secret that was typed here. Compare both with its developer page and type them again.
go-credentials-refused-else = If they are right, try something else below.

go-device-lead = Open { $service } and compare or type this code. This page goes on by itself.
go-device-lead-link = Open { $service } and approve there. This page goes on by itself.
go-device-code = Your code
go-device-elsewhere = On another device, open
go-device-waiting = Waiting for you to approve
go-device-expired-title = This code has expired
go-device-expired-lead = Nobody has confirmed it in time.
go-device-refused-title = Access was refused
go-device-refused-lead = You chose not to let your device use { $service }. Nothing was connected.
go-device-again = Get a new code

go-loopback-lead = Three steps, and it looks like an error in between: that is as it should be.
go-loopback-one = Log in and approve
go-loopback-one-note = It opens in a new tab. Leave this one open.
go-loopback-two = A page that does not load
go-loopback-two-note = Then your phone shows a page that cannot be reached. Its address is what your device needs. Tap the address bar and copy all of it.
go-loopback-picture = A phone with a page that cannot be reached. The address bar at its top begins with 127.0.0.1 and is marked.
go-loopback-three = Paste the address here
go-loopback-field = Address of the page that did not load

go-paste-lead = Two steps: approve there, then bring the code here.
go-paste-one = Log in and approve
go-paste-one-note = It opens in a new tab and shows a code at the end. Copy that.
go-paste-two = Paste the code here
go-paste-field = Code

go-wrong-nothing = Nothing was pasted. Copy the whole address from the address bar.
go-wrong-long = This is too long. Copy only the address from the address bar.
go-wrong-no-answer = This address holds no answer yet. Approve first, then copy the address of the page that does not load.
go-wrong-no-code = This is no address and no code. Copy the whole address again.
go-wrong-no-state = A code alone does not tell which login it is for. Paste the whole address.
go-wrong-no-token = This is no key. Copy it again, without blanks around it.
go-wrong-old = This is the answer to a login that is over. Begin again with the first step.

go-token-lead = { $service } gives you a key for your device. Make one on its page, then paste it here.
go-token-make = Make a key
go-token-console = Open its page
go-token-type = Paste the key here
go-token-field = Key

go-confirm-lead = You log in at { $service }. Then a page asks whether you want to go on to your device.
go-confirm-phrase = It must show these two words
go-confirm-stuck = That page cannot reach your device?
go-confirm-paste = Paste what it shows here
go-confirm-note = If it shows others, or you did not start this, close it.

go-no-way-title = No way to log in from here
go-no-way-lead = Your device cannot reach this service as it is set up now.
go-no-way-next = “phal-oauth providers” on your device tells what each service needs.
go-relay-blocked-title = The relay page does not lead to your device
go-relay-blocked-lead = It carries answers to devices in the home network alone, and your device is known by another address.
go-relay-blocked-next = Set advertise_host on your device to its address in your home network.
go-needs-relay-title = This service needs a relay page
go-needs-relay-lead = It sends answers to https addresses alone, and your device has none. A relay page of your own carries them over.
go-needs-relay-next = Run “phal-oauth relay” on your device: it writes the page and tells where to put it.

## Pages: what a service lets a program do

scope-identity = See who you are
scope-profile = See your name and picture
scope-email = See your e-mail address
scope-lasting = Stay connected while you are away
scope-playback-read = See what is playing
scope-playback-control = Control what is playing
scope-streaming = Play music on this device
scope-playlists-read = See your playlists
scope-playlists-write = Change your playlists
scope-library-read = See your music library
scope-library-write = Change your music library
scope-history-read = See what you have played
scope-follow-read = See whom you follow
scope-calendar-read = See your calendar
scope-calendar-write = See and change your calendar
scope-mail-read = Read your e-mail
scope-mail-send = Send e-mail for you
scope-files-read = See your files
scope-files-write = See and change your files
scope-contacts-read = See your contacts
scope-tasks-read = See your tasks
scope-tasks-write = See and change your tasks
scope-video-read = See your YouTube account
scope-video-write = Manage your YouTube account
scope-home = Control your devices at home
scope-repositories = See and change your repositories

## Command line

cli-or-open = or open { $url }
cli-or-type = or open { $url } and type { $digits }
cli-connect-scan = Scan this with your phone to connect { $app }:
cli-connect-waiting = Waiting for you to approve …
cli-connect-no-link = The daemon gave no link.
cli-connected = { $app } is connected.
cli-not-connected = { $app } is not connected:
cli-disconnected = { $app } is disconnected.
cli-cancelled = { $app } has no login waiting any more.
cli-forgotten = { $app } is forgotten.
cli-remote-done = The service has been told.
cli-remote-queued = The service could not be told yet: it will be as soon as it can be reached.
cli-remote-refused = The service refuses to end the access: end it on its own page of connected apps.
cli-paste-prompt = Paste the address or the code, then Enter:
cli-dashboard-scan = Scan this with your phone to see your connections:
cli-dashboard-once = Link and digits work once, for five minutes.
cli-status-none = No app is registered yet: skills register theirs when they start.
# Heads of the columns of a table.
cli-status-app = APP
cli-status-state = STATE
cli-status-valid = VALID
cli-state-connected = connected
cli-state-not-authenticated = not authenticated
cli-state-needs-login = needs login
cli-state-needs-credentials = needs credentials
cli-state-misconfigured = misconfigured
cli-valid-waiting = a login is waiting
cli-valid-no-end = no end told
cli-valid-ended = ended, needs a refresh
cli-valid-minutes = { $count ->
    [one] { $count } more minute
   *[other] { $count } more minutes
}
cli-valid-hours = { $count ->
    [one] { $count } more hour
   *[other] { $count } more hours
}
cli-valid-days = { $count ->
    [one] { $count } more day
   *[other] { $count } more days
}

## Command line: the demo

demo-folder = Nothing of this demo stays: its folder is removed at the end.
demo-practice = A practice authorization server runs at { $url }
demo-bus = A message bus runs at { $url }, with phal-oauth on it
demo-skill = An example skill has joined the bus and registered its app
demo-image = The skill asked for a QR code; a shell would show { $path }
demo-scan = Here is one for this terminal. Scan it with your phone and press “{ $button }”:
demo-approved = Approved without a person, as { $option } asks
demo-waiting = Waiting for you, ten minutes at most …
demo-token = The skill has its token
demo-used = The skill has used it, and the server says: { $greeting }
demo-done = Done: this is all that a person has to do.
demo-stopped = Stopped.
