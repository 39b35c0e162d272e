# English: the complete set; every other language has the same messages.
#
# $sender, $topic, $name, $senders and $topics are names and come as they are. $address is masked ("a***@e***.org").
# $date is a date in words, made by `date` below. Write numbers as { DIGITS($days) }, so that they get the digits of the
# language. Say "stop", "pause", "turn on"; do not persuade.

## The language

language-name = English
digits = 0123456789
date = { DIGITS($day) } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } and { $second }

## On every page

skip = Skip to the content
test-link = This is a test link. Whatever you do here, nothing is changed for anybody.
gpc-honoured = Opt-out request honored: your browser sends Global Privacy Control, and we follow it.
footer-support = Questions? Write to
footer-policy = Privacy policy, last updated { $date }
footer-language = Language:
footer-languages = Languages
fact-from = From
fact-formerly = (formerly { $names })
fact-to = To
fact-for = For
on-its-way = One mail that is already on its way may still arrive.
goes-on = These continue, because they are not advertising: { $topics }.
stop-all = Stop all promotional mail from { $sender }
stop-button = Stop
stop-named = Stop: { $name }
turn-on-button = Turn on
turn-on-named = Turn on: { $name }
allow-button = Allow
allow-named = Allow: { $name }
undo-button = Undo
to-preferences = See all your choices
to-preferences-or-pause = Pause it, or choose topics

## Unsubscribe

unsubscribe-title = Unsubscribe
unsubscribe-heading = Unsubscribe from “{ $topic }”?
unsubscribe-button = Unsubscribe
unsubscribe-stopped-title = You are unsubscribed
unsubscribe-stopped-topic = { $sender } no longer sends you “{ $topic }”.
unsubscribe-stopped-all = { $sender } no longer sends you any promotional mail.

## Done

done-stopped-heading = Done
done-stopped = { $sender } will send you no more “{ $topic }”.
done-stopped-all-heading = Done: everything is stopped
done-stopped-all = { $sender } will send you no more promotional mail.
done-paused-heading = Paused
done-paused = { $sender } will send you no promotional mail before { $date }.
done-undone-heading = Undone
done-undone = The stop is taken back. Your other choices stay as they are.
done-undo-too-late-heading = This needs a mail to you
done-undo-too-late = This stop can no longer be undone right here. So that nobody else can do it for you, we send a link to { $address }.
done-confirm-button = Send me the link
done-confirm-mail-sent-heading = Look into your mailbox
done-confirm-mail-sent = A link is on its way to { $address }. Until you follow it, nothing changes.
done-reason-thanked-heading = Thank you
done-reason-thanked = Your answer was noted. { $sender } will not write to you because of it.
reason-heading = Would you tell us why?
reason-free = You need not answer. Your choice holds in any case.
reason-too-many = Too many mails
reason-not-relevant = Not interesting to me
reason-never-asked = I never asked for it
reason-no-longer-needed = I no longer need it
reason-other = Something else

## Preferences

preferences-title = Your choices
preferences-heading = Your mail from { $sender }
preferences-topics = Topics
preferences-all-stopped = All promotional mail from { $sender } is stopped.
preferences-paused = Promotional mail pauses until { $date }.
state-receiving = You get this
state-stopped = Stopped
state-paused = Paused
state-not-subscribed = You do not get this
turn-on-all = Turn on promotional mail from { $sender }
stop-everywhere = Stop promotional mail from { $senders } too
everywhere-stopped = Promotional mail from { $senders } is stopped too.
pause-heading = Take a break
pause-hint = No promotional mail for a while. Then it comes again by itself.
pause-days = { $days ->
        [one] { DIGITS($days) } day
       *[other] { DIGITS($days) } days
    }
resume-button = End the break now
data-heading = Your data
sharing-name = Passing data on to others
sharing-hint = Whether { $sender } may pass your personal data on to other companies for their own purposes.
tracking-name = Tracking
tracking-hint = Whether { $sender } may follow what you do on the web.
again-heading = Turn something on again
again-hint = That takes a link which we mail to { $address }, so that nobody else can do it for you.
again-button = Mail me the link
stays-heading = What continues
stays-hint = This is not advertising and belongs to what you have with the sender.
status-stopped = Done. “{ $topic }” is stopped.
status-stopped-all = Done. All promotional mail is stopped.
status-stopped-everywhere = Done. Promotional mail from all these senders is stopped.
status-paused = Done. Promotional mail pauses until { $date }.
status-resumed = Done. The break is over.
status-turned-on = Done. “{ $topic }” is turned on.
status-turned-on-all = Done. Promotional mail is turned on.
status-sharing-stopped = Done. Your data is no longer passed on.
status-sharing-allowed = Done. Your data may be passed on again.
status-tracking-stopped = Done. Tracking is stopped.
status-tracking-allowed = Done. Tracking is allowed again.
status-link-sent = A link is on its way to { $address }.
status-undone = Undone. Your other choices stay as they are.
status-undo-too-late = This can no longer be undone right here. Have the link mailed to you, below.
status-needs-link = Nothing was changed. To turn something on, have the link mailed to you, below.
status-unchanged = It was so already. Nothing was changed.

## Lost the mail

lost-heading = Lost the mail?
lost-error-title = Error: please check your address
lost-lead = Your mail address is all we need.
lost-sender-label = Whose mail?
lost-address-label = Your mail address
lost-malformed = This is not a whole mail address. It should look like name@example.org.
lost-stop-button = Stop all promotional mail
lost-link-button = Mail me a link to all my choices
lost-hint = We use the address for this only. Invoices, security notices and the like are not stopped.
lost-stopped-heading = Stopped
lost-stopped = { $sender } will send no more promotional mail to this address.
lost-notice = We send one notice to the address, with a way to take this back.
lost-link-sent-heading = Look into the mailbox
lost-link-sent = If this address can get mail, a link is on its way.
lost-limited-heading = That was a little often
lost-limited = Nothing was done this time. Please wait a few minutes and try again.
lost-another = Enter another address

## Confirm

confirm-ask-turn-on = Turn on “{ $topic }”?
confirm-ask-turn-on-all = Turn on promotional mail from { $sender }?
confirm-ask-open-preferences = Open all your choices?
confirm-ask-undo = Take back the stop?
confirm-lead-turn-on = { $sender } will then send it to you. You can stop it again at any time.
confirm-lead-turn-on-all = { $sender } will then write to you again. You can stop it again at any time.
confirm-lead-open-preferences = You can then turn mail from { $sender } on and off, topic by topic.
confirm-lead-undo = All will then be as it was before, and { $sender } may write to you again.
confirm-button-turn-on = Turn on
confirm-button-turn-on-all = Turn on
confirm-button-open-preferences = Open
confirm-button-undo = Take back the stop
confirm-ignore = If you did not ask for this, close the page. Nothing happens then.
confirm-done-turn-on = “{ $topic }” is turned on
confirm-done-turn-on-all = Promotional mail from { $sender } is turned on
confirm-done-open-preferences = Your choices are open
confirm-done-undo = The stop was taken back
confirm-done = You can change this at any time.
confirm-ask-request-access = Ask for a copy of your data?
confirm-ask-request-correction = Ask for your data to be corrected?
confirm-ask-request-deletion = Ask for your data to be deleted?
confirm-lead-request = { $sender } will then take care of it and answer you.
confirm-button-request = Confirm
confirm-done-request = Your request is confirmed
confirm-done-next-request = A person at { $sender } takes care of it and answers you.
confirm-used-heading = This link was used before
confirm-used = Each of these links works once. What it was for was done then; nothing was changed now.
confirm-expired-heading = This link is too old
confirm-expired = These links work for 7 days. Nothing was changed.
confirm-resend-button = Mail me a new link
confirm-new-link = Ask for a new link

## A copy of one's data

copy-title = The copy of your data
copy-lead = This is what { $sender } holds about { $address }, as of { $date }.
copy-keep = Keep it now: the link opens it for one hour.
copy-take-page = Take it as a page
copy-take-json = Take it as a file for programs (JSON)
copy-redacted = What is about other people was taken out, and [redacted] stands in its place.
copy-own = Your choices and requests
copy-own-purpose = This is kept so that your choices hold, so that you are answered, and so that both can be proved. It comes from your links, pages and mails, and from the sender’s own programs. After a deletion only a keyed trace of your address stays, which keeps mail away from you.
copy-history = What changed, and how
copy-more = Each list here has only its newest lines. The JSON file has all of them.
copy-cases = What you asked for
copy-mails = Your mails that are kept
copy-imports = Lists with your address that were taken over
copy-none = Nothing is recorded.
copy-nothing = Nothing is held about you there.
copy-data = What data
copy-purpose = What for
copy-retention = How long
copy-source = Where from
copy-unstated = Not stated.
copy-receivers = Who receives data
copy-receivers-none = Data is passed on to nobody.
copy-rights = Your rights
copy-rights-list = You may have your data corrected or deleted, have its use restricted, get it in a form for programs, object to its use, and withdraw a consent at any time.
copy-complain = Not satisfied? Write to { $sender } first. You may also complain to a data protection authority, where you live or work, and go to court.
copy-on = Turned on
copy-all = All promotional mail from { $sender }
copy-everywhere = Promotional mail from all senders of the group
copy-kind-access = A copy of the data
copy-kind-correction = A correction
copy-kind-deletion = A deletion
copy-kind-sharing_opt_out = No passing on of data
copy-kind-complaint = A complaint
copy-kind-redirect = Meant for somebody else
copy-kind-question = A question
copy-kind-unclear = Not understood yet
copy-door-heading = Open the copy of your data?
copy-door = It shows what { $sender } holds about { $address }. Open it where nobody looks over your shoulder.
copy-door-button = Open the copy
copy-door-once = From then on the link opens it for one hour.
copy-used = The copy was opened before. After one hour the link does not open it any more.
copy-again = To get a new link, write to { $sender } and name the reference.
copy-gone-heading = The copy is no longer here
mail-copy-subject = The copy of your data from { $sender }
mail-copy = The copy of the data that { $sender } holds about { $address } is ready.
mail-copy-link = Open it on this page:
mail-copy-once = It opens the copy for one hour, once. Please do not pass it on: whoever has it can open the copy.

## Errors

error-unknown-link-heading = This link does not work
error-unknown-link = A part of it may be missing. Try the link in the mail again, or stop the mail with your address.
error-not-found-heading = There is nothing here
error-not-found = Perhaps the address of the page was mistyped.
error-malformed-heading = This could not be read
error-malformed = The form came in damaged. Nothing was changed. Please go back and try again.
error-method-not-allowed-heading = This does not work here
error-method-not-allowed = The page was called in a way it does not know. Nothing was changed.
error-too-large-heading = This was too much
error-too-large = More was sent than this page can take. Nothing was changed.
error-too-many-heading = Too many requests
error-too-many = Nothing was changed. Please wait a moment and try again.
error-unavailable-heading = Your request was not stored
error-unavailable = Nothing was changed. It is our fault, not yours. Please try again.
error-internal-heading = Something went wrong
error-internal = It is our fault, not yours. If you tried to stop a mail, please try again.
error-retry = { $seconds ->
        [one] It should work in about { DIGITS($seconds) } second.
       *[other] It should work in about { DIGITS($seconds) } seconds.
    }
error-retry-button = Try again
error-way-out = Stop mail with your address

## Tracking

tracking-title = Tracking on the web
tracking-heading = Stop tracking on the web?
tracking-open = { $sender } may follow what you do on its pages. You can stop that here.
tracking-button = Stop tracking
tracking-stopped-heading = Tracking is stopped
tracking-stopped = { $sender } does not follow what you do on its pages.
tracking-allowed-heading = Tracking is allowed
tracking-cookie = This is kept in a cookie of this browser. If you delete it, please come back here.

## Mails

mail-expires = The link works until { $date }.
mail-confirm-subject = Turn on “{ $topic }”?
mail-confirm-subject-all = Turn on promotional mail from { $sender }?
mail-confirm = Somebody, most likely you, asked that { $sender } send “{ $topic }” to { $address }. It will, once you confirm it.
mail-confirm-all = Somebody, most likely you, asked that { $sender } send promotional mail to { $address } again. It will, once you confirm it.
mail-confirm-link = To confirm, open this page:
mail-confirm-ignore = If it was not you, do nothing. Then nothing happens.
mail-link-subject = Your choices for mail from { $sender }
mail-link = Here is the link to your choices for mail from { $sender } to { $address }. Somebody, most likely you, asked for it on our page.
mail-link-ignore = If it was not you, do nothing. Nothing was changed. Please do not pass the link on.
mail-stopped-subject = Promotional mail from { $sender } is stopped
mail-stopped = We stopped { $sender }’s promotional mail to { $address }.
mail-stopped-restore = Not you? Restore it here:
mail-stopped-restore-link = Restore
mail-answer-subject = Your message to { $sender }
mail-answer-received = We received your message.
mail-answer-stopped-topics = We stopped these mails from { $sender } to { $address }: { $topics }.
mail-answer-paused = Promotional mail from { $sender } to { $address } pauses until { $date }.
mail-answer-sharing = We wrote down that data about { $address } is not to be passed on to third parties.
mail-answer-asked-resubscribe = We understood that you want to get promotional mail again.
mail-answer-asked-access = We understood that you want a copy of the data kept about you.
mail-answer-asked-correction = We understood that something recorded about you is to be corrected.
mail-answer-asked-deletion = We understood that the data about you is to be deleted.
mail-answer-asked-complaint = We understood that something went wrong.
mail-answer-asked-redirect = We understood that your message is meant for one of our customers.
mail-answer-asked-question = We understood that you have a question.
mail-answer-confirm = Another mail asks you to confirm it, so that nobody else can do it for you.
mail-answer-person = A person takes care of it and answers you by { $date } (UTC).
mail-answer-wrong = Did we get it wrong? Then write to us again.
mail-answer-reference = Reference: { $reference }
mail-request-subject = Please confirm what you asked of { $sender }
mail-request-access = Somebody, most likely you, asked { $sender } for a copy of the data kept about { $address }. It will be made, once you confirm it.
mail-request-correction = Somebody, most likely you, asked { $sender } to correct what is recorded about { $address }. It will be done, once you confirm it.
mail-request-deletion = Somebody, most likely you, asked { $sender } to delete the data about { $address }. It will be done, once you confirm it.
mail-agent-subject = What became of the mail you forwarded
mail-agent-lead = This became of the mail you forwarded:
mail-agent-acted = { $address }: done as asked.
mail-agent-partly = { $address }: mail is stopped; the rest waits for a person in the queue.
mail-agent-asked = { $address }: a mail asks for a confirmation.
mail-agent-review = { $address }: a person must decide; it waits in the queue.
mail-agent-unknown = Whom it is about is not clear: a person must decide; it waits in the queue.
mail-agent-nothing = { $address }: nothing was to be changed.
