## Pages: what became of a login

page-connected-label = Connecté
page-connected-title = C’est fait
page-connected-lead = Votre appareil est maintenant connecté à { $service }.
page-connected-next = Vous pouvez fermer cette page. Le reste se passe sur votre appareil.

page-finishing-label = Un instant
page-finishing-title = La connexion se termine
page-finishing-lead = Votre appareil récupère son accès auprès de { $service }.
page-finishing-next = Cette page se met à jour toute seule.

page-failed-label = Non connecté
page-failed-next = Vous pouvez fermer cette page et recommencer sur votre appareil.

page-denied-title = L’accès a été refusé
page-denied-lead = Vous n’avez pas autorisé votre appareil à utiliser { $service }. Rien n’a été connecté.
page-issuer-title = Le mauvais serveur a répondu
page-issuer-lead = La réponse ne venait pas de { $service }, elle n’a donc pas été utilisée.
page-expired-title = Cette connexion a pris trop de temps
page-expired-lead = Pour votre sécurité, une connexion doit se terminer en dix minutes.
page-misconfigured-title = Le service refuse cette application
page-misconfigured-lead = { $service } n’accepte pas l’identifiant client, le secret ou l’adresse que votre appareil utilise. Vérifiez-les sur la page développeur du service.
page-misconfigured-bare = Le service n’accepte pas l’identifiant client, le secret ou l’adresse que votre appareil utilise. Vérifiez-les sur sa page développeur.
page-misconfigured-next = Continuez ici pour corriger cela ou pour essayer autre chose.
page-unavailable-title = Cela n’a pas marché cette fois
page-unavailable-lead = { $service } n’a pas pu terminer la connexion. Réessayez dans un instant.
page-storage-title = Votre appareil n’a pas pu enregistrer ceci
page-storage-lead = Vérifiez qu’il lui reste de la place, puis réessayez.
page-error-title = La connexion n’a pas marché
page-error-lead = { $service } a répondu par une erreur, rien n’a donc été connecté.

## Pages: requests that lead nowhere

page-unknown-title = Aucune connexion n’attend ceci
page-unknown-lead = Cette page ne correspond à aucune connexion lancée par votre appareil, ou à une connexion terminée depuis longtemps.
page-incomplete-title = Ce lien est incomplet
page-incomplete-lead = Le service vous a renvoyé avec une réponse que votre appareil ne peut pas lire.
page-unready-title = Cette application n’est pas prête
page-unready-lead = Le skill derrière ce lien n’est pas configuré pour une connexion.
page-setup-title = Cette application est mal configurée
page-setup-lead = L’adresse du service ne peut pas être utilisée. Vérifiez les réglages du skill.
page-offline-title = Votre appareil est hors ligne
page-offline-lead = Il n’a pas d’adresse réseau à laquelle le service pourrait répondre. Connectez-le d’abord au réseau.
page-later-lead = Réessayez dans un instant.
page-nothing-lead = Rien n’a été connecté.

page-used-title = Ce code n’est plus valable
page-used-lead = Il a déjà servi, ou personne ne l’a utilisé pendant dix minutes.
page-used-next = Demandez un nouveau code à votre appareil et scannez celui-là.

page-over-label = Terminé
page-over-title = Cette connexion est terminée
page-over-lead = Son résultat n’est plus conservé ici.
page-over-next = Demandez à votre appareil s’il est connecté.

page-nowhere-label = Rien ici
page-nowhere-title = Cette page n’existe pas
page-nowhere-lead = Vérifiez l’adresse, ou scannez le code à nouveau.

page-host-label = Refusé
page-host-title = Cet appareil porte un autre nom
page-host-lead = Il ne répond pas au nom qui est dans votre barre d’adresse.
page-host-next = Utilisez son adresse IP, ou ajoutez le nom à { $setting } dans ses réglages.

## Pages: the front page

page-front-title = Les connexions de votre assistant vocal

## Pages: the practice server

practice-label = Serveur d’entraînement
practice-consent-heading = Autoriser { $client } ?
practice-consent-title = Laisser entrer { $client } ?
practice-consent-lead = N’acceptez que si vous venez de lancer ceci vous-même, sur votre propre appareil.
practice-consent-scopes = Pourra utiliser
practice-consent-destination = Votre réponse est envoyée à
practice-consent-note = Ce n’est qu’un entraînement : il n’y a aucun compte derrière cette page, et rien de réel n’est accordé.
practice-consent-approve = Autoriser
practice-consent-refuse = Refuser
practice-error-note = Cette page n’a rien accordé. Vous pouvez la fermer.
practice-long-title = C’était trop long
practice-long-lead = La requête est plus longue que ce que ce serveur lit.
practice-client-title = Application inconnue
practice-client-lead = La requête ne donne aucun client_id, en donne deux, ou en donne un qui n’est pas enregistré ici.
practice-return-title = Adresse de retour inconnue
practice-return-lead = Le redirect_uri manque ou n’est pas enregistré pour cette application, la réponse n’est donc envoyée nulle part.
practice-decision-title = Aucune décision
practice-decision-lead = Le formulaire ne dit ni oui ni non.
practice-answered-title = Déjà répondu
practice-answered-lead = Cette demande a déjà reçu une réponse ou a attendu trop longtemps. Recommencez depuis l’appareil.

## Pages: letting a program in by its code

activate-code-title = Laisser entrer un programme
activate-code-lead = Le programme affiche un code de huit lettres. Saisissez-le ici pour voir ce qu’il demande.
activate-code-label = Code
activate-code-on = Continuer
activate-unknown = Aucun programme n’attend ce code. Vérifiez les lettres. Si elles sont justes, le code a déjà servi ou est trop ancien : recommencez dans le programme.
activate-stale = Cette page était trop ancienne, ou votre navigateur ne garde pas les cookies. Saisissez le code à nouveau.
activate-too-many = { $count ->
    [one] Trop de codes erronés. Réessayez dans une minute, ou scannez le code que le programme affiche.
   *[other] Trop de codes erronés. Réessayez dans { $count } minutes, ou scannez le code que le programme affiche.
}
activate-title = Laisser entrer { $client } ?
activate-lead = Ce programme demande un accès. Il le garde, même en votre absence, jusqu’à ce que vous le lui retiriez.
activate-lead-home = Ce programme demande un accès. Il le garde, même en votre absence, jusqu’à ce que vous le lui retiriez sous « Vos services connectés ».
activate-scopes = Il pourra
activate-token = Utiliser votre accès à { $app }
activate-token-all = Utiliser tous vos services connectés, y compris les futurs
activate-token-note = Il reçoit le jeton de chacun de ces accès et l’utilise sans vous redemander.
activate-all-warning = C’est tout ce à quoi votre appareil est connecté. Ne laissez entrer que des programmes à qui vous confiez tout cela.
activate-address = La demande vient de
activate-here = Votre appareil lui-même ({ $address })
activate-code = Le programme affiche-t-il ce code ?
activate-warning = Sinon, ou si vous n’avez pas lancé ceci vous-même, ou si quelqu’un vous a envoyé le code ou un lien : refusez.
activate-approve = Oui, laisser entrer
activate-refuse = Refuser
activate-approved-title = Le programme a accès
activate-approved-lead = Il s’en aperçoit tout seul en quelques secondes.
activate-approved-note = Vous pouvez lui retirer cet accès à tout moment sous « Vos services connectés ». Vous pouvez fermer cette page.
activate-refused-title = Rien n’a été accordé
activate-refused-lead = Le programme apprend que vous avez refusé.
activate-done-note = Vous pouvez fermer cette page.

# For who has not shown yet that they are at the device.
activate-door-title = Êtes-vous près de votre appareil ?
activate-door-lead = Un programme demande accès à vos services connectés. Seule une personne près de l’appareil laisse entrer des programmes : montrez d’abord que vous y êtes.
activate-door-show = Afficher un code QR sur l’appareil
activate-door-scan = Scannez-le ensuite avec ce téléphone.
activate-door-shown = Votre appareil affiche maintenant un code QR sur son écran. Scannez-le avec ce téléphone : il est valable cinq minutes, et une seule fois.
activate-door-often = Votre appareil a déjà affiché plusieurs codes QR. Attendez une minute, puis redemandez-en un.
activate-door-or = ou
activate-door-digits = Lancez « phal-oauth dashboard » sur votre appareil : il vous affiche six chiffres.
activate-door-wrong = Ces chiffres ne sont pas les bons, ou ne sont plus valables. Relancez « phal-oauth dashboard » pour en avoir de nouveaux.
activate-door-aloud = Les chiffres que votre appareil dit à voix haute ne laissent entrer aucun programme, car d’autres programmes les entendent aussi. Choisissez un autre moyen ci-dessous.
activate-door-terminal = Dans un terminal de l’appareil, ceci laisse aussi entrer le programme :
activate-link-lead = Quelqu’un a demandé ce lien à votre appareil, pour laisser entrer un programme. La page suivante dit lequel et ce qu’il demande. Si ce n’était pas vous, fermez cette page.
activate-over-next = Retournez à la page où vous l’avez demandé, et demandez-en un nouveau.

## Pages: requests that are refused

page-refused-label = Refusé
page-many-title = C’était trop souvent
page-many-lead = Votre appareil n’accepte plus de demandes de votre part pour un instant.
page-many-next = Attendez un peu, puis rechargez cette page.
page-foreign-title = Cela venait d’une autre page
page-foreign-lead = Une page étrangère a envoyé quelque chose à votre appareil, rien n’a donc été fait.
page-foreign-next = Si vous avez appuyé sur un bouton de la page de votre appareil, rouvrez cette page et recommencez.
page-stale-title = Cette page était trop ancienne
page-stale-lead = Elle a été ouverte avant le redémarrage de votre appareil, ou votre navigateur ne garde pas les cookies.
page-stale-next = Revenez en arrière, rechargez la page et refaites ce que vous avez fait.
page-form-title = Votre appareil ne peut pas lire ceci
page-form-lead = Le format de l’envoi est inconnu de votre appareil.
page-long-title = C’était trop de texte
page-long-lead = Votre appareil ne lit pas plus de 48 kilo-octets à la fois.
page-long-next = Revenez en arrière et saisissez moins de texte.
page-slow-title = Cela a pris trop de temps
page-slow-lead = Votre appareil a attendu la suite de votre envoi.
page-slow-next = Revenez en arrière et réessayez, plus près de votre Wi-Fi.
page-method-title = Cela ne marche pas ici
page-method-lead = Cette page peut être ouverte, mais on ne peut rien lui envoyer.

## Pages: the front page, where a code that the device says is typed

front-lead = Votre appareil a un code à six chiffres pour vous. Saisissez-le ici pour continuer.
front-say = Faire dire le code par l’appareil
front-said = Votre appareil dit le code maintenant. Écoutez, et saisissez-le ici.
front-not-said = Aucune connexion n’attend. Demandez d’abord à votre appareil de se connecter à un service.
front-said-often = Votre appareil a déjà dit le code plusieurs fois. Attendez une minute, puis redemandez-le.
front-digits = Six chiffres
front-hint = Ils sont valables cinq minutes.
front-enter = Continuer
front-else = Pas de code ? Demandez à votre appareil de se connecter à un service, et il vous dira quoi faire.
front-no-digits = Saisissez les six chiffres, et rien d’autre.
front-wrong = Ces chiffres ne sont pas les bons, ou ne sont plus valables. Demandez à votre appareil de les répéter.
front-too-many = { $count ->
    [one] Trop de codes erronés. Attendez une minute, puis demandez un nouveau code à votre appareil.
   *[other] Trop de codes erronés. Attendez { $count } minutes, puis demandez un nouveau code à votre appareil.
}

## Pages: the dashboard

dashboard-title = Vos services connectés
dashboard-link-lead = Ici, vous voyez à quels services votre appareil est connecté, vous en connectez d’autres et vous mettez fin à des accès.
dashboard-link-open = Voir mes services connectés
dashboard-link-note = Ce lien ne sert qu’une fois. Ensuite, ce navigateur reste identifié pendant une heure au plus.
dashboard-closed-label = Fermé
dashboard-closed-title = Rouvrez cette page
dashboard-closed-lead = Pour votre sécurité, la liste de vos services se ferme quand personne ne s’en sert.
dashboard-next = Demandez à votre appareil de montrer ses services connectés, ou lancez « phal-oauth dashboard » dessus.
dashboard-over-title = Ce lien n’est plus valable
dashboard-over-lead = Il a déjà servi, ou date de plus de cinq minutes.
dashboard-empty = Aucun skill n’a encore demandé de service.
dashboard-connected = Connecté
dashboard-not-connected = Non connecté
dashboard-needs-credentials = À configurer
dashboard-needs-login = À reconnecter
dashboard-misconfigured = Mal configuré
dashboard-pending = Une connexion attend que vous la terminiez.
dashboard-needs-login-note = Le service a mis fin à cet accès. Connectez-le à nouveau pour continuer.
dashboard-misconfigured-note = Le service refuse l’identifiant client, le secret ou l’adresse de cette application. Connectez-le à nouveau : vous pourrez y ressaisir ce que vous avez saisi vous-même.
dashboard-ends-never = Reste connecté.
dashboard-ended = Sera renouvelé à la prochaine utilisation.
dashboard-ends-minutes = { $count ->
    [one] Renouvelé d’ici une minute.
   *[other] Valable encore { $count } minutes, puis renouvelé.
}
dashboard-ends-hours = { $count ->
    [one] Valable encore une heure, puis renouvelé.
   *[other] Valable encore { $count } heures, puis renouvelé.
}
dashboard-ends-days = { $count ->
    [one] Valable encore un jour, puis renouvelé.
   *[other] Valable encore { $count } jours, puis renouvelé.
}
dashboard-lasts-minutes = { $count ->
    [one] Valable encore une minute.
   *[other] Valable encore { $count } minutes.
}
dashboard-lasts-hours = { $count ->
    [one] Valable encore une heure.
   *[other] Valable encore { $count } heures.
}
dashboard-lasts-days = { $count ->
    [one] Valable encore un jour.
   *[other] Valable encore { $count } jours.
}
dashboard-connect = Connecter
dashboard-connect-again = Reconnecter
dashboard-more = Déconnecter ou supprimer
dashboard-disconnect = Déconnecter
dashboard-disconnect-note = Le service est averti de la fin de l’accès. Le skill peut être reconnecté à tout moment.
dashboard-forget = Supprimer
dashboard-forget-note = Met fin à l’accès et en oublie tout. Un skill encore installé réapparaîtra ici, sans votre connexion.
dashboard-add = Connecter un autre service
dashboard-leave = Fermer

## Pages: the dashboard's programs

programs-title = Programmes ayant accès
programs-lead = Vous les avez laissés entrer avec un code. Ils vont chercher eux-mêmes ce à quoi ils ont droit.
programs-from = Demandé depuis { $address }
programs-from-here = Demandé depuis votre appareil lui-même
programs-since = { $count ->
    [0] Entré dans les dernières 24 heures.
    [one] Entré il y a un jour.
   *[other] Entré il y a { $count } jours.
}
programs-used = { $count ->
    [0] Utilisé dans les dernières 24 heures.
    [one] Utilisé il y a un jour.
   *[other] Utilisé il y a { $count } jours.
}
programs-unused = Pas encore utilisé.
programs-withdraw = Retirer l’accès
programs-withdraw-note = Un programme à qui vous retirez l’accès ne reçoit plus de nouveau jeton. Celui qu’il a déjà obtenu reste valable jusqu’à son expiration : pour y mettre fin aussi, choisissez « Déconnecter » à son service, plus haut.

## Pages: services that no skill has asked for

services-title = Connecter un service
services-lead = Choisissez le service. La page suivante vous dit quoi faire.
services-back = Retour à mes services connectés
services-closed = Pas possible d’ici
services-relay = Ceux-ci n’envoient de réponses qu’aux adresses https. Votre propre page relais y remédie : « phal-oauth relay » sur votre appareil dit comment.
services-way-device = Avec un code
services-way-direct = Sur sa page de connexion
services-way-relay = Par la page relais
services-way-loopback = Avec une adresse à copier
services-way-paste = Avec un code à copier
services-way-token = Avec une clé de sa page

## Pages: on to the service after a form

onward-title = Vers le service
onward-lead = Sa page de connexion s’ouvre toute seule. Sinon, appuyez sur le bouton.
onward-go = Continuer

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Pour connecter { $service }, ouvrez cette adresse sur votre téléphone : { $address }. Je dirai le code quand vous le demanderez là-bas.
speech-dashboard = Pour voir vos services connectés, ouvrez cette adresse sur votre téléphone : { $address }. Je dirai le code quand vous le demanderez là-bas.
speech-connected = { $service } est connecté.
speech-denied = { $service } n’est pas connecté, car l’accès a été refusé.
speech-expired = { $service } n’est pas connecté, car personne n’a terminé la connexion à temps.
speech-failed = { $service } n’est pas connecté, car la connexion n’a pas marché.
speech-code = Le code est { $code }.
speech-code-at = Ouvrez { $address } et saisissez ce code : { $code }.
speech-dot = point
speech-colon = deux-points
speech-slash = barre oblique
speech-dash = tiret

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } attend votre connexion : scannez le code, ou ouvrez { $address } sur votre téléphone.

## Pages: the steps of a login

go-title = Connecter { $service }
go-skill = Pour
go-device = Sur
go-scopes = Demande à
go-nobody = Tout programme de l’appareil
go-reason-relay = { $service } n’envoie pas de réponses aux adresses de votre réseau domestique, la réponse passe donc par la page relais.
go-reason-loopback = { $service } n’envoie pas de réponses aux adresses de votre réseau domestique, vous apportez donc la réponse ici vous-même.
go-reason-paste = { $service } n’envoie pas de réponses aux adresses de votre réseau domestique, il vous montre donc un code que vous apportez ici.
go-reason-no-relay = Une page relais rendrait ceci plus simple : « phal-oauth relay » sur votre appareil dit comment.
go-others = Autre chose
go-other-client = Saisir à nouveau l’identifiant client
go-other-address = Saisir à nouveau l’adresse de votre serveur
go-return-lead = Vous avez déjà vu cette page. Si { $service } a refusé ce que vous avez saisi, vous pouvez le saisir à nouveau ci-dessous.
go-return-refused = { $service } a déjà refusé cette application. Réessayez, ou essayez autre chose ci-dessous.
go-send = Continuer
go-open = Ouvrir { $service }
go-wrong = Votre appareil ne peut pas utiliser ceci. Vérifiez et réessayez.
go-failed-again = Réessayer
go-failed-silent-title = { $service } ne répond pas
go-failed-silent-address = Rien ne répond à l’adresse { $address }. Vérifiez qu’elle est correcte et que votre serveur est allumé.
go-failed-silent-lead = Votre appareil ne peut pas le joindre pour l’instant. Vérifiez sa connexion à internet, ou réessayez dans un instant.
go-failed-strange-address = Ce qui répond à l’adresse { $address } n’est pas ce que votre appareil attend de { $service }. Vérifiez l’adresse.
go-failed-device-title = { $service } ne donne pas de code
go-failed-device-lead = { $service } ne permet pas à cette application de se connecter avec un code. Choisissez autre chose ci-dessous.

go-instance-lead = { $service } est votre propre serveur. Où se trouve-t-il ?
go-instance-address = Adresse de votre serveur
go-instance-insecure = Ce n’est pas sûr : hors de votre réseau domestique, une adresse doit commencer par https://
go-instance-wrong = Ce n’est pas une adresse. Elle ressemble à https://cloud.example ou http://homeassistant.local:8123
go-instance-empty = Saisissez une adresse.

go-credentials-lead = { $service } veut connaître le programme qui se connecte. Enregistrez-le une fois sur sa page développeur, puis saisissez ici ce que cette page affiche.
go-credentials-register = L’enregistrer
go-credentials-console = Ouvrir la page développeur
go-credentials-redirect = Adresse de redirection à y saisir, exactement telle quelle
go-credentials-qr = L’afficher en QR code, pour un autre appareil
go-credentials-qr-label = QR code de l’adresse de redirection
go-credentials-port = Si votre appareil a un pare-feu, laissez passer le port { $port }.
go-credentials-type = Saisir ce qu’elle affiche
go-credentials-id = Identifiant client
go-credentials-secret = Secret client
go-credentials-secret-optional = Secret client, s’il y en a un
go-credentials-id-missing = Saisissez l’identifiant client.
go-credentials-secret-missing = Saisissez aussi le secret client.
go-credentials-refused = { $service } a refusé l’identifiant client ou le secret saisi ici. Comparez-les avec sa page développeur et saisissez-les à nouveau.
go-credentials-refused-else = S’ils sont corrects, essayez autre chose ci-dessous.

go-device-lead = Ouvrez { $service } et comparez ou saisissez ce code. Cette page continue toute seule.
go-device-lead-link = Ouvrez { $service } et donnez-y votre accord. Cette page continue toute seule.
go-device-code = Votre code
go-device-elsewhere = Sur un autre appareil, ouvrez
go-device-waiting = En attente de votre accord
go-device-expired-title = Ce code a expiré
go-device-expired-lead = Personne ne l’a confirmé à temps.
go-device-refused-title = L’accès a été refusé
go-device-refused-lead = Vous n’avez pas autorisé votre appareil à utiliser { $service }. Rien n’a été connecté.
go-device-again = Obtenir un nouveau code

go-loopback-lead = Trois étapes, dont une qui ressemble à une erreur : c’est normal.
go-loopback-one = Connectez-vous et donnez votre accord
go-loopback-one-note = Cela s’ouvre dans un nouvel onglet. Laissez celui-ci ouvert.
go-loopback-two = Une page qui ne se charge pas
go-loopback-two-note = Votre téléphone affiche alors une page inaccessible. C’est de son adresse que votre appareil a besoin. Touchez la barre d’adresse et copiez-la en entier.
go-loopback-picture = Un téléphone avec une page inaccessible. La barre d’adresse, en haut, commence par 127.0.0.1 et est mise en évidence.
go-loopback-three = Collez l’adresse ici
go-loopback-field = Adresse de la page qui ne s’est pas chargée

go-paste-lead = Deux étapes : donnez votre accord là-bas, puis apportez le code ici.
go-paste-one = Connectez-vous et donnez votre accord
go-paste-one-note = Cela s’ouvre dans un nouvel onglet et affiche un code à la fin. Copiez-le.
go-paste-two = Collez le code ici
go-paste-field = Code

go-wrong-nothing = Rien n’a été collé. Copiez l’adresse entière depuis la barre d’adresse.
go-wrong-long = C’est trop long. Ne copiez que l’adresse, depuis la barre d’adresse.
go-wrong-no-answer = Cette adresse ne contient pas encore de réponse. Donnez d’abord votre accord, puis copiez l’adresse de la page qui ne se charge pas.
go-wrong-no-code = Ce n’est ni une adresse ni un code. Copiez à nouveau l’adresse entière.
go-wrong-no-state = Un code seul ne dit pas à quelle connexion il appartient. Collez l’adresse entière.
go-wrong-no-token = Ce n’est pas une clé. Copiez-la à nouveau, sans espaces autour.
go-wrong-old = C’est la réponse à une connexion terminée. Reprenez à la première étape.

go-token-lead = { $service } vous donne une clé pour votre appareil. Créez-en une sur sa page, puis collez-la ici.
go-token-make = Créer une clé
go-token-console = Ouvrir sa page
go-token-type = Collez la clé ici
go-token-field = Clé

go-confirm-lead = Vous vous connectez chez { $service }. Ensuite, une page demande si vous voulez continuer vers votre appareil.
go-confirm-phrase = Elle doit afficher ces deux mots
go-confirm-stuck = Cette page n’arrive pas à joindre votre appareil ?
go-confirm-paste = Collez ici ce qu’elle affiche
go-confirm-note = Si elle en affiche d’autres, ou si vous n’avez pas lancé ceci, fermez-la.

go-no-way-title = Pas de connexion possible d’ici
go-no-way-lead = Tel qu’il est configuré, votre appareil ne peut pas joindre ce service.
go-no-way-next = « phal-oauth providers » sur votre appareil dit ce dont chaque service a besoin.
go-relay-blocked-title = La page relais ne mène pas à votre appareil
go-relay-blocked-lead = Elle ne transmet des réponses qu’aux appareils du réseau domestique, et le vôtre est connu sous une autre adresse.
go-relay-blocked-next = Réglez advertise_host sur votre appareil à son adresse dans votre réseau domestique.
go-needs-relay-title = Ce service a besoin d’une page relais
go-needs-relay-lead = Il n’envoie de réponses qu’aux adresses https, et votre appareil n’en a pas. Votre propre page relais les transmet.
go-needs-relay-next = Lancez « phal-oauth relay » sur votre appareil : il écrit la page et dit où la mettre.

## Pages: what a service lets a program do

scope-identity = Voir qui vous êtes
scope-profile = Voir votre nom et votre photo
scope-email = Voir votre adresse e-mail
scope-lasting = Rester connecté en votre absence
scope-playback-read = Voir ce qui est en cours de lecture
scope-playback-control = Contrôler la lecture
scope-streaming = Écouter de la musique sur cet appareil
scope-playlists-read = Voir vos playlists
scope-playlists-write = Modifier vos playlists
scope-library-read = Voir votre bibliothèque musicale
scope-library-write = Modifier votre bibliothèque musicale
scope-history-read = Voir ce que vous avez écouté
scope-follow-read = Voir qui vous suivez
scope-calendar-read = Voir votre agenda
scope-calendar-write = Voir et modifier votre agenda
scope-mail-read = Lire vos e-mails
scope-mail-send = Envoyer des e-mails en votre nom
scope-files-read = Voir vos fichiers
scope-files-write = Voir et modifier vos fichiers
scope-contacts-read = Voir vos contacts
scope-tasks-read = Voir vos tâches
scope-tasks-write = Voir et modifier vos tâches
scope-video-read = Voir votre compte YouTube
scope-video-write = Gérer votre compte YouTube
scope-home = Contrôler les appareils de votre maison
scope-repositories = Voir et modifier vos dépôts

## Command line

cli-or-open = ou ouvrez { $url }
cli-or-type = ou ouvrez { $url } et saisissez { $digits }
cli-connect-scan = Scannez ceci avec votre téléphone pour connecter { $app } :
cli-connect-waiting = En attente de votre accord…
cli-connect-no-link = Le démon n’a pas donné de lien.
cli-connected = { $app } est connecté.
cli-not-connected = { $app } n’est pas connecté :
cli-disconnected = { $app } est déconnecté.
cli-cancelled = Plus aucune connexion n’attend pour { $app }.
cli-forgotten = { $app } est oublié.
cli-remote-done = Le service a été averti.
cli-remote-queued = Le service n’a pas encore pu être averti : il le sera dès qu’il sera joignable.
cli-remote-refused = Le service refuse de mettre fin à l’accès : faites-le sur sa propre page d’applications connectées.
cli-paste-prompt = Collez l’adresse ou le code, puis Entrée :
cli-dashboard-scan = Scannez ceci avec votre téléphone pour voir vos services connectés :
cli-dashboard-once = Le lien et les chiffres servent une fois, pendant cinq minutes.
cli-status-none = Aucune application n’est encore enregistrée : les skills enregistrent la leur au démarrage.
# Heads of the columns of a table.
cli-status-app = APPLICATION
cli-status-state = ÉTAT
cli-status-valid = VALIDITÉ
cli-state-connected = connecté
cli-state-not-authenticated = pas encore connecté
cli-state-needs-login = à reconnecter
cli-state-needs-credentials = identifiants requis
cli-state-misconfigured = mal configuré
cli-valid-waiting = une connexion attend
cli-valid-no-end = pas de fin annoncée
cli-valid-ended = expiré, à renouveler
cli-valid-minutes = { $count ->
    [one] encore { $count } minute
   *[other] encore { $count } minutes
}
cli-valid-hours = { $count ->
    [one] encore { $count } heure
   *[other] encore { $count } heures
}
cli-valid-days = { $count ->
    [one] encore { $count } jour
   *[other] encore { $count } jours
}

## Command line: the demo

demo-folder = Rien ne reste de cette démonstration : son dossier est supprimé à la fin.
demo-practice = Un serveur d’entraînement tourne à { $url }
demo-bus = Un bus de messages tourne à { $url }, avec phal-oauth dessus
demo-skill = Un skill d’exemple a rejoint le bus et enregistré son application
demo-image = Le skill a demandé un QR code ; un shell afficherait { $path }
demo-scan = En voici un pour ce terminal. Scannez-le avec votre téléphone et appuyez sur « { $button } » :
demo-approved = Autorisé sans personne, comme le demande { $option }
demo-waiting = En attente de vous, dix minutes au plus…
demo-token = Le skill a son jeton
demo-used = Le skill l’a utilisé, et le serveur dit : { $greeting }
demo-done = Terminé : une personne n’a rien de plus à faire.
demo-stopped = Arrêté.
