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

## The page of a request

case-title = Your request
case-heading = Your request to { $sender }
case-kind-access = A copy of your data
case-kind-correction = A correction of your data
case-kind-deletion = The deletion of your data
case-kind-sharing-opt-out = An end to passing your data on
case-kind-complaint = A complaint
case-kind-redirect = A message for another company
case-kind-question = A question
case-kind-unclear = A message that a person must read
case-state-with-us = A person takes care of it
case-state-with-others = We wait for others who hold your data
case-state-with-you-to-confirm = It waits for your confirmation
case-state-with-you = It waits for your answer
case-state-done = Done
case-state-refused = Refused
case-state-withdrawn = Taken back by you
case-state-again = Asked for a second time
case-state-redirected = Meant for another company
case-state-closed = Closed
case-state-unconfirmed = Not confirmed
case-state-erased = The data was deleted
case-late = This should have been answered by now. We are sorry. If you hear nothing soon, write to { $sender }.
case-next-no-date = A person at { $sender } takes care of it and answers you.
case-next-with-us = A person at { $sender } takes care of it and answers you by { $date }.
case-next-with-others = { $sender } has told those who hold your data, and waits for them. You are answered by { $date }.
case-next-with-you-to-confirm = We mailed you a link. Open it and confirm, so that nobody else can ask this for you. Until then nothing is shown, changed or deleted.
case-next-with-you = { $sender } has asked you something by mail. Please answer it, then it goes on.
case-next-done-access = You were given a copy of your data.
case-next-done-correction = What was recorded about you was corrected.
case-next-done-deletion = Your data was deleted. Only a mark stays that keeps promotional mail from you.
case-next-done-sharing-opt-out = Your data is no longer passed on, and those who had it were told.
case-next-done-other = You were answered.
case-next-refused = { $sender } did not do what you asked for.
case-next-withdrawn = Nothing more happens. You can ask for it again at any time.
case-next-again = You had asked for the same before. That request goes on, and its date counts.
case-next-redirected = This concerns another company. You were told whom to ask.
case-next-closed = { $sender } found nothing in it to do. If that is wrong, write to us.
case-next-unconfirmed = Nobody confirmed it in time, so nothing was shown, changed or deleted. You can ask for it again at any time.
case-next-erased = All data about you was deleted. What is left of this request is what was asked and when.
case-first = See the first request
case-reason-not-identified = It could not be shown that it was you who asked.
case-reason-legal-obligation = The law obliges us to keep the data.
case-reason-legal-claim = The data is needed for a legal claim.
case-reason-excessive = The request was unfounded, or repeated too often.
case-reason-nothing-held = We hold no data about you.
case-reason-rights-of-others = The rights of other people would suffer.
case-reason-already-right = What is recorded is right as it is.
case-complain = If you disagree, tell { $sender }. You may also complain to a data protection authority, such as the one where you live, and go to court.
case-received = Received
case-confirmed = Confirmed
case-due = Answer by
case-answered = Answered
case-policy = Privacy policy
case-reference = Reference
case-zone = All days are those of the time zone { $zone }.
case-withdraw-heading = Changed your mind?
case-withdraw-hint = You can take the request back. Then nobody works on it any more. Stops of mail stay as they are.
case-withdraw-button = Take the request back
case-status-withdrawn = Done. You took the request back.
case-status-too-late = Nothing was changed: this request can no longer be taken back.

## Requests and history, on the page of a mailed link

own-requests = Your requests
own-no-requests = You have asked for nothing so far.
own-look = View
own-look-named = View: { $what }, { $date }
own-received = Received { $date }
own-received-due = Received { $date }, answer by { $due }
own-ask = Ask for something
own-ask-hint = Before anything is shown, changed or deleted, we mail a link to { $address } once more and you confirm it there.
own-ask-access = Ask for a copy of your data
own-ask-correction = Correct something about you
own-ask-deletion = Have your data deleted
own-ask-complaint = Complain
own-correction-text = What is wrong, and what is right?
own-correction-address = New mail address, if it has changed
own-correction-button = Ask for the correction
own-deletion-hint = { $sender } then deletes what it holds about you. Only a mark stays that keeps promotional mail from you. This cannot be undone.
own-deletion-button = Ask for the deletion
own-complaint-text = What should { $sender } know?
own-complaint-button = Send the complaint
own-fault-empty = Please write what it is about.
own-fault-long = This is too long. Please use at most { DIGITS($count) } characters.
own-fault-hidden = This holds characters that nobody can see. Please write it anew without them.
own-history = What was changed
own-history-hint = A receipt proves one change, to anybody and without us. Keep it if you may need it.
own-no-changes = Nothing has been changed so far.
own-earlier = Earlier changes
own-more = There are older changes. A copy of your data has them all.
own-receipt = Download receipt
own-receipt-named = Download receipt: { $date }
own-needs-link = With that link you also see your requests and what was changed, and can ask for a copy, a correction or a deletion, or complain.
status-asked-confirm = Almost done. We mailed a link to { $address }: open it and confirm your request.
status-asked-person = Your request was received. A person answers you by { $date }.
status-asked-again = You asked for this before. That request goes on.
status-not-asked = Nothing was sent yet. Please look at the marked field below.
status-ask-by-mail = Nothing was changed. For this, have the link mailed to you, below.
change-stopped = Stopped: { $what }
change-turned-on = Turned on: { $what }
change-paused = Paused: { $what }
change-resumed = Break ended
change-taken-back = Change taken back: { $what }
change-complained = Reported as unwanted to the mail provider
change-undeliverable = Mail could not be delivered
change-other = Changed: { $what }
change-asked = Asked for: { $what }
change-confirmed = Confirmed: { $what }
change-ended = Request ended: { $what }
change-link = A link was mailed to you
change-corrected = Address corrected
change-erased = Data deleted
scope-all = all promotional mail
scope-everywhere = promotional mail of all brands
way-one-click = with the button of your mail program
way-page = on a page
way-confirmation = with a mailed link
way-mail = by mail
way-staff = through the sender
way-system = by itself

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

## Mails about requests: reminders, questions, last answers

mail-request-reminder = You have not confirmed it yet. Without it we close the request on { $date }.
mail-request-yes = Or answer this mail with one word: yes.
mail-case-subject = What you asked of { $sender }
mail-case-asked-access = On { $date } { $sender } was asked for a copy of the data kept about { $address }.
mail-case-asked-correction = On { $date } { $sender } was asked to correct what is recorded about { $address }.
mail-case-asked-deletion = On { $date } { $sender } was asked to delete the data about { $address }.
mail-case-asked-sharing_opt_out = On { $date } { $sender } was asked not to pass data about { $address } on to third parties.
mail-case-asked-complaint = On { $date } { $sender } received your complaint.
mail-case-asked-redirect = On { $date } { $sender } received a message from { $address } that is meant for one of its customers.
mail-case-asked-question = On { $date } { $sender } received your question.
mail-case-done-access = It is done: the copy was handed over to you.
mail-case-done-correction = It is done: what was wrong was corrected.
mail-case-done-deletion = It is done: the data was deleted. What stays is a fingerprint of the address, so that no promotional mail goes to it again, and when this request came and was answered.
mail-case-done-sharing_opt_out = It is done: no data is passed on any more.
mail-case-done-complaint = We looked into it.
mail-case-done-redirect = It is settled.
mail-case-done-question = It is answered.
mail-case-parties = These confirmed that they have done it, too: { $parties }.
mail-case-refused = We did not do it. The reason:
mail-case-reason-not_identified = we could not make sure that you are the person concerned.
mail-case-reason-legal_obligation = the law obliges us to keep the data.
mail-case-reason-legal_claim = the data is needed for a legal claim.
mail-case-reason-excessive = the request is manifestly unfounded or excessive.
mail-case-reason-nothing_held = we hold no data about you.
mail-case-reason-rights_of_others = it would harm the rights of others.
mail-case-reason-already_right = what is recorded is right as it is.
mail-case-redirected = The data is not ours: we keep it for { $controller } alone, and only they can decide about it. Please ask them.
mail-case-redirected-ask = You reach them here:
mail-case-words = In our own words:
mail-case-withdrawn = As you wished, we do not go on with it. Nothing was revealed or changed.
mail-case-closed = Nobody confirmed it in time, so we closed it. Nothing was revealed or changed.
mail-case-closed-back = Do you still want it? Confirm it here, and it goes on:
mail-case-again = Not content? Answer this mail, and a person looks at it again.
mail-case-authority = You can also complain to the data protection authority where you live, or go to court.
mail-case-bodies = Independent bodies that hear complaints about us:
mail-case-status = You can see here how far it is:
mail-case-status-link = See how far it is
mail-case-extended = We need more time: we answer by { $date } (UTC).
mail-case-extended-complexity = The reason: it is complex.
mail-case-extended-number = The reason: you asked for many things.
mail-case-question-subject = { $sender } has a question about what you asked
mail-case-question-identity = To go on, we must make sure that you are the person concerned.
mail-case-question-clarification = To go on, we must know more exactly what you mean.
mail-case-question-reply = Please answer this mail. As soon as your answer is here, it goes on.
