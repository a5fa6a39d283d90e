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

page-front-label = Running
page-front-title = Your voice assistant’s logins
page-front-lead = This device connects its skills to your accounts.
page-front-next = To connect one, ask the skill to log in and scan the code that it shows.

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
