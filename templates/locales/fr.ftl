# Français. Vouvoiement ; « arrêter », « suspendre », « activer » ; ne pas chercher à retenir.
#
# Jamais « de { $sender } » ni « que { $sender } » : l’élision dépend du nom (d’Acme). « par { $sender } » va toujours.
# Espace insécable dans les guillemets et devant ? ! : ;

## La langue

language-name = Français
digits = 0123456789
date = { $day ->
        [1] 1er
       *[other] { DIGITS($day) }
    } { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    } { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } et { $second }

## Sur chaque page

skip = Aller au contenu
test-link = Ceci est un lien de test. Quoi que vous fassiez ici, rien ne change pour personne.
gpc-honoured = Demande d’opposition prise en compte : votre navigateur envoie le signal Global Privacy Control, et nous le respectons.
footer-support = Une question ? Écrivez à
footer-policy = Politique de confidentialité, dernière mise à jour le { $date }
footer-language = Langue :
footer-languages = Langues
fact-from = De
fact-formerly = (anciennement { $names })
fact-to = À
fact-for = Pour
on-its-way = Un e-mail déjà en route peut encore vous parvenir.
goes-on = Vous continuerez à recevoir ce qui n’est pas de la publicité : { $topics }.
stop-all = Arrêter toute la publicité envoyée par { $sender }
stop-button = Arrêter
stop-named = Arrêter : { $name }
turn-on-button = Activer
turn-on-named = Activer : { $name }
allow-button = Autoriser
allow-named = Autoriser : { $name }
undo-button = Annuler
to-preferences = Voir toutes vos préférences
to-preferences-or-pause = Faire une pause ou choisir vos thèmes

## Désabonnement

unsubscribe-title = Se désabonner
unsubscribe-heading = Se désabonner de « { $topic } » ?
unsubscribe-button = Se désabonner
unsubscribe-stopped-title = Votre désabonnement est enregistré
unsubscribe-stopped-topic = { $sender } ne vous envoie plus « { $topic } ».
unsubscribe-stopped-all = { $sender } ne vous envoie plus de publicité.

## C’est fait

done-stopped-heading = C’est fait
done-stopped = { $sender } ne vous enverra plus « { $topic } ».
done-stopped-all-heading = C’est fait : tout est arrêté
done-stopped-all = { $sender } ne vous enverra plus de publicité.
done-paused-heading = En pause
done-paused = { $sender } ne vous enverra pas de publicité avant le { $date }.
done-undone-heading = C’est annulé
done-undone = Votre désabonnement est annulé. Vos autres choix restent inchangés.
done-undo-too-late-heading = Il faut pour cela un e-mail
done-undo-too-late = Il n’est plus possible d’annuler directement ici. Pour que personne ne puisse le faire à votre place, nous envoyons un lien à { $address }.
done-confirm-button = M’envoyer le lien
done-confirm-mail-sent-heading = Consultez votre boîte de réception
done-confirm-mail-sent = Un lien est en route vers { $address }. Tant que vous ne l’ouvrez pas, rien ne change.
done-reason-thanked-heading = Merci
done-reason-thanked = Votre réponse est notée. { $sender } ne vous écrira pas à ce sujet.
reason-heading = Souhaitez-vous nous dire pourquoi ?
reason-free = La réponse est facultative. Votre choix est respecté dans tous les cas.
reason-too-many = Trop d’e-mails
reason-not-relevant = Cela ne m’intéresse pas
reason-never-asked = Je n’ai rien demandé
reason-no-longer-needed = Je n’en ai plus besoin
reason-other = Autre raison

## Préférences

preferences-title = Vos préférences
preferences-heading = Les e-mails que vous envoie { $sender }
preferences-topics = Thèmes
preferences-all-stopped = Toute la publicité envoyée par { $sender } est arrêtée.
preferences-paused = La publicité est en pause jusqu’au { $date }.
state-receiving = Activé
state-stopped = Arrêté
state-paused = En pause
state-not-subscribed = Sans abonnement
turn-on-all = Activer la publicité envoyée par { $sender }
stop-everywhere = Arrêter aussi la publicité envoyée par { $senders }
everywhere-stopped = La publicité envoyée par { $senders } est arrêtée elle aussi.
pause-heading = Faire une pause
pause-hint = Pas de publicité pendant quelque temps. Ensuite, elle reprend d’elle-même.
pause-days = { $days ->
        [one] { DIGITS($days) } jour
       *[other] { DIGITS($days) } jours
    }
resume-button = Mettre fin à la pause maintenant
data-heading = Vos données
sharing-name = Partage des données
sharing-hint = Indique si { $sender } peut transmettre vos données personnelles à d’autres entreprises pour leurs propres besoins.
tracking-name = Suivi
tracking-hint = Indique si { $sender } peut suivre ce que vous faites sur le Web.
again-heading = Réactiver des e-mails
again-hint = Il faut pour cela un lien, que nous envoyons à { $address } afin que personne ne puisse le faire à votre place.
again-button = M’envoyer le lien
stays-heading = Ce qui continue
stays-hint = Ce n’est pas de la publicité : ces e-mails font partie de votre relation avec l’expéditeur.
status-stopped = C’est fait. Vous ne recevrez plus « { $topic } ».
status-stopped-all = C’est fait. Toute la publicité est arrêtée.
status-stopped-everywhere = C’est fait. La publicité de tous ces expéditeurs est arrêtée.
status-paused = C’est fait. La publicité est en pause jusqu’au { $date }.
status-resumed = C’est fait. La pause est terminée.
status-turned-on = C’est fait. Vous recevrez « { $topic } ».
status-turned-on-all = C’est fait. La publicité est activée.
status-sharing-stopped = C’est fait. Vos données ne sont plus transmises.
status-sharing-allowed = C’est fait. Vos données peuvent de nouveau être transmises.
status-tracking-stopped = C’est fait. Le suivi est arrêté.
status-tracking-allowed = C’est fait. Le suivi est de nouveau autorisé.
status-link-sent = Un lien est en route vers { $address }.
status-undone = C’est annulé. Vos autres choix restent inchangés.
status-undo-too-late = Il n’est plus possible d’annuler directement ici. Demandez plus bas que le lien vous soit envoyé.
status-needs-link = Rien n’a été modifié. Pour activer quelque chose, demandez plus bas que le lien vous soit envoyé.
status-unchanged = C’était déjà le cas. Rien n’a été modifié.

## E-mail perdu

lost-heading = Vous n’avez plus l’e-mail ?
lost-error-title = Erreur : veuillez vérifier votre adresse
lost-lead = Votre adresse e-mail nous suffit.
lost-sender-label = Les e-mails de quel expéditeur ?
lost-address-label = Votre adresse e-mail
lost-malformed = Cette adresse e-mail n’est pas complète. Elle devrait ressembler à nom@example.org.
lost-stop-button = Arrêter toute la publicité
lost-link-button = M’envoyer un lien vers toutes mes préférences
lost-hint = L’adresse ne nous sert qu’à cela. Les factures, les alertes de sécurité et les messages de ce genre ne sont pas arrêtés.
lost-stopped-heading = La publicité est arrêtée
lost-stopped = { $sender } n’enverra plus de publicité à cette adresse.
lost-notice = Nous envoyons un seul message à cette adresse ; il permet de revenir en arrière.
lost-link-sent-heading = Consultez la boîte de réception
lost-link-sent = Si cette adresse peut recevoir des e-mails, un lien est en route.
lost-limited-heading = Trop de tentatives
lost-limited = Rien n’a été fait cette fois-ci. Veuillez patienter quelques minutes, puis réessayer.
lost-another = Saisir une autre adresse

## Confirmer

confirm-ask-turn-on = Activer « { $topic } » ?
confirm-ask-turn-on-all = Activer la publicité envoyée par { $sender } ?
confirm-ask-open-preferences = Ouvrir toutes vos préférences ?
confirm-ask-undo = Annuler votre désabonnement ?
confirm-lead-turn-on = { $sender } vous enverra alors ces e-mails. Vous pourrez les arrêter à tout moment.
confirm-lead-turn-on-all = { $sender } vous écrira alors de nouveau. Vous pourrez y mettre fin à tout moment.
confirm-lead-open-preferences = Vous pourrez alors activer ou arrêter, thème par thème, les e-mails envoyés par { $sender }.
confirm-lead-undo = Tout redeviendra comme avant, et { $sender } pourra de nouveau vous écrire.
confirm-button-turn-on = Activer
confirm-button-turn-on-all = Activer
confirm-button-open-preferences = Ouvrir
confirm-button-undo = Annuler le désabonnement
confirm-ignore = Si vous n’avez rien demandé, fermez cette page. Il ne se passera rien.
confirm-done-turn-on = « { $topic } » : c’est activé
confirm-done-turn-on-all = La publicité envoyée par { $sender } est activée
confirm-done-open-preferences = Vos préférences sont ouvertes
confirm-done-undo = Votre désabonnement a été annulé
confirm-done = Vous pouvez changer cela à tout moment.
confirm-ask-request-access = Demander une copie de vos données ?
confirm-ask-request-correction = Demander la rectification de vos données ?
confirm-ask-request-deletion = Demander l’effacement de vos données ?
confirm-lead-request = { $sender } s’en occupera alors et vous répondra.
confirm-button-request = Confirmer
confirm-done-request = Votre demande est confirmée
confirm-done-next-request = Chez { $sender }, quelqu’un s’en occupe et vous répondra.
confirm-used-heading = Ce lien a déjà été utilisé
confirm-used = Chacun de ces liens ne fonctionne qu’une fois. Ce qu’il devait faire a été fait à ce moment-là ; rien n’a été modifié maintenant.
confirm-expired-heading = Ce lien est trop ancien
confirm-expired = Ces liens fonctionnent pendant 7 jours. Rien n’a été modifié.
confirm-resend-button = M’envoyer un nouveau lien
confirm-new-link = Demander un nouveau lien

## Une copie de ses données

copy-title = La copie de vos données
copy-lead = Voici ce que { $sender } conserve au sujet de { $address }, au { $date }.
copy-keep = Gardez-la maintenant : le lien l’ouvre pendant une heure.
copy-take-page = L’emporter sous forme de page
copy-take-json = L’emporter sous forme de fichier pour programmes (JSON)
copy-redacted = Ce qui concerne d’autres personnes a été retiré ; [redacted] figure à la place.
copy-own = Vos choix et vos demandes
copy-own-purpose = Cela est conservé pour que vos choix soient respectés, pour vous répondre et pour pouvoir prouver l’un et l’autre. Cela vient de vos liens, pages et e-mails, et des programmes de l’expéditeur. Après un effacement, seule reste une trace chiffrée de votre adresse, qui empêche de vous écrire.
copy-history = Ce qui a changé, et comment
copy-more = Chaque liste ne montre ici que ses lignes les plus récentes. Le fichier JSON les contient toutes.
copy-cases = Ce que vous avez demandé
copy-mails = Vos e-mails conservés
copy-imports = Listes reprises qui contenaient votre adresse
copy-none = Rien n’est enregistré.
copy-nothing = Rien n’y est conservé à votre sujet.
copy-data = Quelles données
copy-purpose = Pour quoi
copy-retention = Combien de temps
copy-source = D’où
copy-unstated = Non précisé.
copy-receivers = Qui reçoit des données
copy-receivers-none = Les données ne sont transmises à personne.
copy-rights = Vos droits
copy-rights-list = Vous pouvez faire rectifier ou effacer vos données, en faire limiter l’usage, les recevoir sous une forme lisible par des programmes, vous opposer à leur usage et retirer un consentement à tout moment.
copy-complain = Pas satisfait ? Écrivez d’abord à { $sender }. Vous pouvez aussi porter plainte auprès d’une autorité de protection des données, là où vous vivez ou travaillez, et saisir la justice.
copy-on = Activé
copy-all = Tous les e-mails publicitaires de { $sender }
copy-everywhere = E-mails publicitaires de tous les expéditeurs du groupe
copy-kind-access = Une copie des données
copy-kind-correction = Une rectification
copy-kind-deletion = Un effacement
copy-kind-sharing_opt_out = Pas de transmission des données
copy-kind-complaint = Une réclamation
copy-kind-redirect = Destiné à quelqu’un d’autre
copy-kind-question = Une question
copy-kind-unclear = Pas encore compris
copy-door-heading = Ouvrir la copie de vos données ?
copy-door = Elle montre ce que { $sender } conserve au sujet de { $address }. Ouvrez-la à l’abri des regards.
copy-door-button = Ouvrir la copie
copy-door-once = À partir de là, le lien l’ouvre pendant une heure.
copy-used = La copie a déjà été ouverte. Au bout d’une heure, le lien ne l’ouvre plus.
copy-again = Pour obtenir un nouveau lien, écrivez à { $sender } en indiquant la référence.
copy-gone-heading = La copie n’est plus ici
mail-copy-subject = La copie de vos données chez { $sender }
mail-copy = La copie des données que { $sender } conserve au sujet de { $address } est prête.
mail-copy-link = Ouvrez-la sur cette page :
mail-copy-once = Il ouvre la copie une seule fois, pendant une heure. Ne le transmettez pas : quiconque l’a peut ouvrir la copie.

## La page d’une demande

case-title = Votre demande
case-heading = Votre demande à { $sender }
case-kind-access = Une copie de vos données
case-kind-correction = La rectification de vos données
case-kind-deletion = L’effacement de vos données
case-kind-sharing-opt-out = La fin du partage de vos données
case-kind-complaint = Une réclamation
case-kind-redirect = Un message destiné à une autre entreprise
case-kind-question = Une question
case-kind-unclear = Un message que quelqu’un doit lire
case-state-with-us = Quelqu’un s’en occupe
case-state-with-others = Nous attendons d’autres détenteurs de vos données
case-state-with-you-to-confirm = En attente de votre confirmation
case-state-with-you = En attente de votre réponse
case-state-done = Terminé
case-state-refused = Refusé
case-state-withdrawn = Retirée par vous
case-state-again = Demandé une deuxième fois
case-state-redirected = Destiné à une autre entreprise
case-state-closed = Clos
case-state-unconfirmed = Non confirmé
case-state-erased = Les données ont été effacées
case-late = Vous auriez déjà dû recevoir une réponse. Nous en sommes désolés. Sans nouvelles prochainement, écrivez à { $sender }.
case-next-no-date = Chez { $sender }, quelqu’un s’en occupe et vous répondra.
case-next-with-us = Chez { $sender }, quelqu’un s’en occupe et vous répondra au plus tard le { $date }.
case-next-with-others = { $sender } a prévenu ceux qui détiennent vos données et attend leur réponse. Vous recevrez une réponse au plus tard le { $date }.
case-next-with-you-to-confirm = Nous vous avons envoyé un lien. Ouvrez-le et confirmez, afin que personne ne puisse le demander à votre place. D’ici là, rien n’est montré, modifié ni effacé.
case-next-with-you = { $sender } vous a posé une question par e-mail. Répondez-y, et la suite viendra.
case-next-done-access = Vous avez reçu une copie de vos données.
case-next-done-correction = Ce qui était enregistré à votre sujet a été rectifié.
case-next-done-deletion = Vos données ont été effacées. Seule reste une marque qui empêche de vous envoyer de la publicité.
case-next-done-sharing-opt-out = Vos données ne sont plus partagées, et ceux qui les avaient ont été prévenus.
case-next-done-other = Vous avez reçu une réponse.
case-next-refused = { $sender } n’a pas fait ce que vous demandiez.
case-next-withdrawn = Rien de plus ne se passera. Vous pouvez refaire la demande à tout moment.
case-next-again = Vous aviez déjà demandé la même chose. Cette première demande se poursuit, et sa date compte.
case-next-redirected = Cela concerne une autre entreprise. Nous vous avons dit à qui vous adresser.
case-next-closed = { $sender } n’y a rien trouvé à faire. Si c’est une erreur, écrivez-nous.
case-next-unconfirmed = Personne n’a confirmé à temps, donc rien n’a été montré, modifié ni effacé. Vous pouvez refaire la demande à tout moment.
case-next-erased = Toutes les données vous concernant ont été effacées. De cette demande, il ne reste que son objet et ses dates.
case-first = Voir la première demande
case-reason-not-identified = Il n’a pas pu être établi que la demande venait de vous.
case-reason-legal-obligation = La loi nous oblige à conserver les données.
case-reason-legal-claim = Les données sont nécessaires à un droit en justice.
case-reason-excessive = La demande était infondée, ou trop souvent répétée.
case-reason-nothing-held = Nous n’avons aucune donnée à votre sujet.
case-reason-rights-of-others = Les droits d’autres personnes en souffriraient.
case-reason-already-right = Ce qui est enregistré est exact.
case-complain = Si vous n’êtes pas d’accord, dites-le à { $sender }. Vous pouvez aussi saisir une autorité de protection des données, par exemple celle de votre lieu de résidence, et les tribunaux.
case-received = Reçue le
case-confirmed = Confirmée le
case-due = Réponse avant le
case-answered = Répondu le
case-policy = Politique de confidentialité
case-reference = Référence
case-zone = Tous les jours sont ceux du fuseau horaire { $zone }.
case-withdraw-heading = Vous avez changé d’avis ?
case-withdraw-hint = Vous pouvez retirer la demande. Plus personne ne s’en occupera alors. La publicité arrêtée le reste.
case-withdraw-button = Retirer la demande
case-status-withdrawn = C’est fait. Vous avez retiré la demande.
case-status-too-late = Rien n’a été modifié : cette demande ne peut plus être retirée.

## Demandes et historique, sur la page d’un lien envoyé

own-requests = Vos demandes
own-no-requests = Vous n’avez encore rien demandé.
own-look = Voir
own-look-named = Voir : { $what }, { $date }
own-received = Reçue le { $date }
own-received-due = Reçue le { $date }, réponse avant le { $due }
own-ask = Demander quelque chose
own-ask-hint = Avant que quoi que ce soit ne soit montré, modifié ou effacé, nous envoyons encore un lien à { $address }, et vous y confirmez la demande.
own-ask-access = Demander une copie de vos données
own-ask-correction = Faire rectifier une information
own-ask-deletion = Faire effacer vos données
own-ask-complaint = Faire une réclamation
own-correction-text = Qu’est-ce qui est faux, et qu’est-ce qui est juste ?
own-correction-address = Nouvelle adresse e-mail, si elle a changé
own-correction-button = Demander la rectification
own-deletion-hint = { $sender } effacera alors ce qu’il détient à votre sujet. Seule reste une marque qui empêche de vous envoyer de la publicité. C’est irréversible.
own-deletion-button = Demander l’effacement
own-complaint-text = Que doit savoir { $sender } ?
own-complaint-button = Envoyer la réclamation
own-fault-empty = Écrivez de quoi il s’agit.
own-fault-long = C’est trop long. Utilisez au plus { DIGITS($count) } caractères.
own-fault-hidden = Ce texte contient des caractères invisibles. Écrivez-le de nouveau sans eux.
own-history = Ce qui a été modifié
own-history-hint = Un reçu prouve une modification, à n’importe qui et sans nous. Gardez-le s’il peut vous servir.
own-no-changes = Rien n’a encore été modifié.
own-earlier = Modifications antérieures
own-more = Il y a des modifications plus anciennes. Une copie de vos données les contient toutes.
own-receipt = Télécharger le reçu
own-receipt-named = Télécharger le reçu : { $date }
own-needs-link = Avec ce lien, vous voyez aussi vos demandes et ce qui a été modifié, et pouvez demander une copie, une rectification ou un effacement, ou faire une réclamation.
status-asked-confirm = Presque terminé. Nous avons envoyé un lien à { $address } : ouvrez-le et confirmez votre demande.
status-asked-person = Votre demande est arrivée. Quelqu’un vous répondra au plus tard le { $date }.
status-asked-again = Vous l’aviez déjà demandé. Cette première demande se poursuit.
status-not-asked = Rien n’a encore été envoyé. Regardez le champ signalé plus bas.
status-ask-by-mail = Rien n’a été modifié. Pour cela, faites-vous envoyer le lien, plus bas.
change-stopped = Arrêté : { $what }
change-turned-on = Activé : { $what }
change-paused = Mis en pause : { $what }
change-resumed = Pause terminée
change-taken-back = Modification annulée : { $what }
change-complained = Signalé comme indésirable au fournisseur de messagerie
change-undeliverable = Un e-mail n’a pas pu être remis
change-other = Modifié : { $what }
change-asked = Demandé : { $what }
change-confirmed = Confirmé : { $what }
change-ended = Demande close : { $what }
change-link = Un lien vous a été envoyé
change-corrected = Adresse rectifiée
change-erased = Données effacées
scope-all = toute la publicité
scope-everywhere = la publicité de toutes les marques
way-one-click = avec le bouton de votre messagerie
way-page = sur une page
way-confirmation = avec un lien envoyé
way-mail = par e-mail
way-staff = par l’expéditeur
way-system = automatiquement

## Erreurs

error-unknown-link-heading = Ce lien ne fonctionne pas
error-unknown-link = Il en manque peut-être une partie. Essayez encore le lien de l’e-mail, ou arrêtez les e-mails en indiquant votre adresse.
error-not-found-heading = Il n’y a rien ici
error-not-found = L’adresse de la page comporte peut-être une faute de frappe.
error-malformed-heading = Envoi illisible
error-malformed = Le formulaire nous est parvenu endommagé. Rien n’a été modifié. Veuillez revenir en arrière et réessayer.
error-method-not-allowed-heading = Cela ne fonctionne pas ici
error-method-not-allowed = La page a été appelée d’une façon qu’elle ne connaît pas. Rien n’a été modifié.
error-too-large-heading = C’était trop volumineux
error-too-large = L’envoi dépasse ce que cette page accepte. Rien n’a été modifié.
error-too-many-heading = Trop de requêtes
error-too-many = Rien n’a été modifié. Veuillez patienter un instant, puis réessayer.
error-unavailable-heading = Votre demande n’a pas été enregistrée
error-unavailable = Rien n’a été modifié. Le problème vient de nous, pas de vous. Veuillez réessayer.
error-internal-heading = Une erreur s’est produite
error-internal = Le problème vient de nous, pas de vous. Si vous vouliez arrêter des e-mails, veuillez réessayer.
error-retry = { $seconds ->
        [one] Cela devrait fonctionner dans environ { DIGITS($seconds) } seconde.
       *[other] Cela devrait fonctionner dans environ { DIGITS($seconds) } secondes.
    }
error-retry-button = Réessayer
error-way-out = Arrêter les e-mails avec votre adresse

## Suivi

tracking-title = Suivi sur le Web
tracking-heading = Arrêter le suivi sur le Web ?
tracking-open = { $sender } peut suivre ce que vous faites sur ses pages. Vous pouvez y mettre fin ici.
tracking-button = Arrêter le suivi
tracking-stopped-heading = Le suivi est arrêté
tracking-stopped = { $sender } ne suit pas ce que vous faites sur ses pages.
tracking-allowed-heading = Le suivi est autorisé
tracking-cookie = Ce choix est conservé dans un cookie de ce navigateur. Si vous le supprimez, veuillez revenir ici.

## E-mails

mail-expires = Le lien fonctionne jusqu’au { $date }.
mail-confirm-subject = Activer « { $topic } » ?
mail-confirm-subject-all = Activer la publicité envoyée par { $sender } ?
mail-confirm = Quelqu’un, sans doute vous, a demandé à recevoir « { $topic } », envoyé par { $sender }, à l’adresse { $address }. L’envoi commencera dès que vous l’aurez confirmé.
mail-confirm-all = Quelqu’un, sans doute vous, a demandé à recevoir de nouveau la publicité envoyée par { $sender } à l’adresse { $address }. L’envoi reprendra dès que vous l’aurez confirmé.
mail-confirm-link = Pour confirmer, ouvrez cette page :
mail-confirm-ignore = Si ce n’était pas vous, ne faites rien. Il ne se passera rien.
mail-link-subject = Vos préférences pour les e-mails envoyés par { $sender }
mail-link = Voici le lien vers vos préférences pour les e-mails envoyés par { $sender } à { $address }. Quelqu’un, sans doute vous, l’a demandé sur notre page.
mail-link-ignore = Si ce n’était pas vous, ne faites rien. Rien n’a été modifié. Veuillez ne transmettre ce lien à personne.
mail-stopped-subject = La publicité envoyée par { $sender } est arrêtée
mail-stopped = Nous avons arrêté la publicité envoyée par { $sender } à { $address }.
mail-stopped-restore = Ce n’était pas vous ? Vous pouvez la rétablir ici :
mail-stopped-restore-link = Rétablir
mail-answer-subject = Votre message à { $sender }
mail-answer-received = Nous avons bien reçu votre message.
mail-answer-stopped-topics = Nous avons arrêté ces e-mails envoyés par { $sender } à { $address } : { $topics }.
mail-answer-paused = La publicité envoyée par { $sender } à { $address } est en pause jusqu’au { $date }.
mail-answer-sharing = Nous avons noté que les données concernant { $address } ne doivent pas être transmises à des tiers.
mail-answer-asked-resubscribe = Nous avons compris que vous souhaitez de nouveau recevoir de la publicité.
mail-answer-asked-access = Nous avons compris que vous souhaitez une copie des données conservées à votre sujet.
mail-answer-asked-correction = Nous avons compris qu’une information vous concernant doit être rectifiée.
mail-answer-asked-deletion = Nous avons compris que les données vous concernant doivent être effacées.
mail-answer-asked-complaint = Nous avons compris que quelque chose s’est mal passé.
mail-answer-asked-redirect = Nous avons compris que votre message s’adresse à l’un de nos clients.
mail-answer-asked-question = Nous avons compris que vous avez une question.
mail-answer-confirm = Un autre e-mail vous demande de le confirmer, afin que personne ne puisse le faire à votre place.
mail-answer-person = Quelqu’un s’en occupe et vous répondra au plus tard le { $date } (UTC).
mail-answer-wrong = Nous avons mal compris ? Écrivez-nous de nouveau.
mail-answer-reference = Référence : { $reference }
mail-request-subject = Veuillez confirmer votre demande à { $sender }
mail-request-access = Quelqu’un, sans doute vous, a demandé à { $sender } une copie des données concernant { $address }. Elle sera préparée dès que vous l’aurez confirmé.
mail-request-correction = Quelqu’un, sans doute vous, a demandé à { $sender } de rectifier les données concernant { $address }. Ce sera fait dès que vous l’aurez confirmé.
mail-request-deletion = Quelqu’un, sans doute vous, a demandé à { $sender } d’effacer les données concernant { $address }. Ce sera fait dès que vous l’aurez confirmé.
mail-agent-subject = Suites données aux e-mails que vous avez transférés
mail-agent-lead = Voici les suites données aux e-mails que vous avez transférés :
mail-agent-acted = { $address } : fait comme demandé.
mail-agent-partly = { $address } : les envois sont arrêtés ; le reste attend une personne, dans la file d’attente.
mail-agent-asked = { $address } : un e-mail demande une confirmation.
mail-agent-review = { $address } : quelqu’un doit décider ; c’est dans la file d’attente.
mail-agent-unknown = On ne voit pas clairement de qui il s’agit : quelqu’un doit décider ; c’est dans la file d’attente.
mail-agent-nothing = { $address } : il n’y avait rien à modifier.

## E-mails au sujet des demandes : rappels, questions, dernières réponses

mail-request-reminder = La demande n’est pas encore confirmée. Sans confirmation, nous la clôturerons le { $date }.
mail-request-yes = Ou répondez à cet e-mail par un seul mot : oui.
mail-case-subject = Votre demande à { $sender }
mail-case-asked-access = Le { $date }, { $sender } a reçu une demande de copie des données concernant { $address }.
mail-case-asked-correction = Le { $date }, { $sender } a reçu une demande de rectification des données concernant { $address }.
mail-case-asked-deletion = Le { $date }, { $sender } a reçu une demande d’effacement des données concernant { $address }.
mail-case-asked-sharing_opt_out = Le { $date }, { $sender } a reçu la demande de ne pas transmettre à des tiers les données concernant { $address }.
mail-case-asked-complaint = Le { $date }, { $sender } a reçu votre réclamation.
mail-case-asked-redirect = Le { $date }, { $sender } a reçu de { $address } un message qui s’adresse à l’un de nos clients.
mail-case-asked-question = Le { $date }, { $sender } a reçu votre question.
mail-case-done-access = C’est fait : la copie vous a été remise.
mail-case-done-correction = C’est fait : ce qui était inexact a été rectifié.
mail-case-done-deletion = C’est fait : les données ont été effacées. Il ne reste qu’une empreinte de l’adresse (un code calculé à partir de celle-ci), afin que plus aucune publicité n’y soit envoyée, et les dates auxquelles cette demande est arrivée et a reçu une réponse.
mail-case-done-sharing_opt_out = C’est fait : plus aucune donnée n’est transmise.
mail-case-done-complaint = Nous avons examiné la situation.
mail-case-done-redirect = L’affaire est réglée.
mail-case-done-question = Nous y avons répondu.
mail-case-parties = Il nous a été confirmé que c’est également fait chez : { $parties }.
mail-case-refused = Nous ne l’avons pas fait. Le motif :
mail-case-reason-not_identified = nous n’avons pas pu nous assurer que vous êtes la personne concernée.
mail-case-reason-legal_obligation = la loi nous oblige à conserver les données.
mail-case-reason-legal_claim = les données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice.
mail-case-reason-excessive = la demande est manifestement infondée ou excessive.
mail-case-reason-nothing_held = nous ne détenons aucune donnée vous concernant.
mail-case-reason-rights_of_others = cela porterait atteinte aux droits d’autrui.
mail-case-reason-already_right = les données enregistrées sont exactes.
mail-case-redirected = Ces données ne sont pas les nôtres : nous les conservons uniquement pour { $controller }, à qui revient toute décision à leur sujet. Veuillez lui adresser votre demande.
mail-case-redirected-ask = Voici où vous adresser :
mail-case-words = Avec nos propres mots :
mail-case-withdrawn = Comme vous l’avez souhaité, nous ne donnons pas suite à la demande. Rien n’a été divulgué ni modifié.
mail-case-closed = Personne n’a confirmé la demande à temps ; nous l’avons donc clôturée. Rien n’a été divulgué ni modifié.
mail-case-closed-back = Souhaitez-vous la maintenir ? Confirmez-la ici, et elle suivra son cours :
mail-case-again = Cela ne vous convient pas ? Répondez à cet e-mail, et une personne réexaminera la question.
mail-case-authority = Vous pouvez aussi introduire une réclamation auprès de l’autorité de protection des données de votre lieu de résidence, ou saisir la justice.
mail-case-bodies = Organismes indépendants qui traitent les réclamations à notre sujet :
mail-case-status = Vous pouvez voir ici où cela en est :
mail-case-status-link = Voir où cela en est
mail-case-extended = Il nous faut plus de temps : nous répondrons au plus tard le { $date } (UTC).
mail-case-extended-complexity = Le motif : c’est complexe.
mail-case-extended-number = Le motif : vos demandes sont nombreuses.
mail-case-question-subject = { $sender } a une question sur votre demande
mail-case-question-identity = Pour continuer, nous devons nous assurer que vous êtes la personne concernée.
mail-case-question-clarification = Pour continuer, nous devons savoir plus précisément ce que vous voulez dire.
mail-case-question-reply = Veuillez répondre à cet e-mail. Nous continuerons dès que votre réponse sera arrivée.
