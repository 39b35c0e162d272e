# العربية

## اللغة

language-name = العربية
digits = ٠١٢٣٤٥٦٧٨٩
date = { DIGITS($day) } { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    } { DIGITS($year) }
list-more = { $first }، { $second }
list-last = { $first } و{ $second }

## في كل صفحة

skip = انتقل إلى المحتوى
test-link = هذا رابط تجريبي. مهما فعلت هنا فلن يتغير شيء لأي أحد.
gpc-honoured = تم احترام طلب إلغاء الاشتراك: متصفحك يرسل إشارة Global Privacy Control ونحن نلتزم بها.
footer-support = لديك سؤال؟ اكتب إلى
footer-policy = سياسة الخصوصية، آخر تحديث { $date }
footer-language = اللغة:
footer-languages = اللغات
fact-from = من
fact-formerly = (سابقًا { $names })
fact-to = إلى
fact-for = للعنوان
on-its-way = قد تصلك رسالة واحدة كانت قد أُرسلت بالفعل.
goes-on = سيستمر وصول ما يلي لأنه ليس إعلانًا: { $topics }.
stop-all = إيقاف كل الرسائل الترويجية من { $sender }
stop-button = إيقاف
stop-named = إيقاف: { $name }
turn-on-button = تشغيل
turn-on-named = تشغيل: { $name }
allow-button = سماح
allow-named = سماح: { $name }
undo-button = تراجع
to-preferences = عرض كل اختياراتك
to-preferences-or-pause = إيقاف مؤقت أو اختيار المواضيع

## إلغاء الاشتراك

unsubscribe-title = إلغاء الاشتراك
unsubscribe-heading = هل تريد إلغاء الاشتراك في «{ $topic }»؟
unsubscribe-button = إلغاء الاشتراك
unsubscribe-stopped-title = تم إلغاء اشتراكك
unsubscribe-stopped-topic = لم يعد { $sender } يرسل إليك «{ $topic }».
unsubscribe-stopped-all = لم يعد { $sender } يرسل إليك أي رسائل ترويجية.

## تم

done-stopped-heading = تم
done-stopped = لن يرسل إليك { $sender } «{ $topic }» بعد الآن.
done-stopped-all-heading = تم إيقاف كل شيء
done-stopped-all = لن يرسل إليك { $sender } رسائل ترويجية بعد الآن.
done-paused-heading = تم الإيقاف المؤقت
done-paused = لن يرسل إليك { $sender } رسائل ترويجية قبل { $date }.
done-undone-heading = تم التراجع
done-undone = تم التراجع عن الإيقاف. وتبقى اختياراتك الأخرى كما هي.
done-undo-too-late-heading = يلزم لذلك رسالة إليك
done-undo-too-late = لم يعد التراجع ممكنًا هنا مباشرة. وحتى لا يفعل ذلك أحد غيرك، نرسل رابطًا إلى { $address }.
done-confirm-button = أرسلوا إليّ الرابط
done-confirm-mail-sent-heading = تحقّق من بريدك
done-confirm-mail-sent = الرابط في طريقه إلى { $address }. لن يتغير شيء حتى تفتحه.
done-reason-thanked-heading = شكرًا لك
done-reason-thanked = تم تسجيل إجابتك. لن يكتب إليك { $sender } بسببها.
reason-heading = هل تخبرنا بالسبب؟
reason-free = لست ملزمًا بالإجابة. اختيارك سارٍ في كل الأحوال.
reason-too-many = رسائل كثيرة جدًا
reason-not-relevant = لا تهمني
reason-never-asked = لم أطلبها قط
reason-no-longer-needed = لم أعد بحاجة إليها
reason-other = سبب آخر

## الاختيارات

preferences-title = اختياراتك
preferences-heading = رسائلك من { $sender }
preferences-topics = المواضيع
preferences-all-stopped = تم إيقاف كل الرسائل الترويجية من { $sender }.
preferences-paused = الرسائل الترويجية متوقفة مؤقتًا حتى { $date }.
state-receiving = تصلك
state-stopped = متوقفة
state-paused = متوقفة مؤقتًا
state-not-subscribed = لا تصلك
turn-on-all = تشغيل الرسائل الترويجية من { $sender }
stop-everywhere = إيقاف الرسائل الترويجية من { $senders } أيضًا
everywhere-stopped = تم إيقاف الرسائل الترويجية من { $senders } أيضًا.
pause-heading = خذ استراحة
pause-hint = لا رسائل ترويجية لفترة من الوقت، ثم تعود من تلقاء نفسها.
pause-days = { $days ->
        [zero] { DIGITS($days) } يوم
        [one] يوم واحد
        [two] يومان
        [few] { DIGITS($days) } أيام
        [many] { DIGITS($days) } يومًا
       *[other] { DIGITS($days) } يوم
    }
resume-button = إنهاء الاستراحة الآن
data-heading = بياناتك
sharing-name = نقل البيانات إلى الآخرين
sharing-hint = هل يُسمح لـ { $sender } بنقل بياناتك الشخصية إلى شركات أخرى لأغراضها الخاصة.
tracking-name = التتبع
tracking-hint = هل يُسمح لـ { $sender } بتتبع ما تفعله على الويب.
again-heading = إعادة تشغيل شيء ما
again-hint = يلزم لذلك رابط نرسله إلى { $address }، حتى لا يفعل ذلك أحد غيرك.
again-button = أرسلوا إليّ الرابط
stays-heading = ما سيستمر وصوله
stays-hint = هذه ليست إعلانات، بل تتعلق بتعاملك مع المرسل.
status-stopped = تم. تم إيقاف «{ $topic }».
status-stopped-all = تم. تم إيقاف كل الرسائل الترويجية.
status-stopped-everywhere = تم. تم إيقاف الرسائل الترويجية من كل هؤلاء المرسلين.
status-paused = تم. الرسائل الترويجية متوقفة مؤقتًا حتى { $date }.
status-resumed = تم. انتهت الاستراحة.
status-turned-on = تم. تم تشغيل «{ $topic }».
status-turned-on-all = تم. تم تشغيل الرسائل الترويجية.
status-sharing-stopped = تم. لن تُنقل بياناتك إلى الآخرين بعد الآن.
status-sharing-allowed = تم. يمكن نقل بياناتك إلى الآخرين من جديد.
status-tracking-stopped = تم. تم إيقاف التتبع.
status-tracking-allowed = تم. التتبع مسموح به من جديد.
status-link-sent = الرابط في طريقه إلى { $address }.
status-undone = تم التراجع. وتبقى اختياراتك الأخرى كما هي.
status-undo-too-late = لم يعد التراجع ممكنًا هنا مباشرة. اطلب إرسال الرابط إليك في الأسفل.
status-needs-link = لم يتغير شيء. لتشغيل شيء ما، اطلب إرسال الرابط إليك في الأسفل.
status-unchanged = كان الأمر كذلك من قبل. لم يتغير شيء.

## فقدت الرسالة

lost-heading = هل فقدت الرسالة؟
lost-error-title = خطأ: يرجى التحقق من عنوانك
lost-lead = عنوان بريدك هو كل ما نحتاج إليه.
lost-sender-label = رسائل مَن؟
lost-address-label = عنوان بريدك الإلكتروني
lost-malformed = هذا ليس عنوان بريد كاملًا. ينبغي أن يشبه name@example.org.
lost-stop-button = إيقاف كل الرسائل الترويجية
lost-link-button = أرسلوا إليّ رابطًا لكل اختياراتي
lost-hint = نستخدم العنوان لهذا الغرض فقط. لا تتوقف الفواتير وتنبيهات الأمان وما شابهها.
lost-stopped-heading = تم الإيقاف
lost-stopped = لن يرسل { $sender } رسائل ترويجية إلى هذا العنوان بعد الآن.
lost-notice = نرسل إشعارًا واحدًا إلى العنوان، وفيه طريقة للتراجع.
lost-link-sent-heading = تحقّق من البريد
lost-link-sent = إن كان هذا العنوان يستقبل البريد، فالرابط في طريقه إليه.
lost-limited-heading = محاولات كثيرة
lost-limited = لم يُنفَّذ شيء هذه المرة. يرجى الانتظار بضع دقائق ثم المحاولة من جديد.
lost-another = إدخال عنوان آخر

## التأكيد

confirm-ask-turn-on = هل تريد تشغيل «{ $topic }»؟
confirm-ask-turn-on-all = هل تريد تشغيل الرسائل الترويجية من { $sender }؟
confirm-ask-open-preferences = هل تريد فتح كل اختياراتك؟
confirm-ask-undo = هل تريد التراجع عن الإيقاف؟
confirm-lead-turn-on = عندئذ سيرسلها إليك { $sender }. يمكنك إيقافها من جديد في أي وقت.
confirm-lead-turn-on-all = عندئذ سيكتب إليك { $sender } من جديد. يمكنك إيقاف ذلك في أي وقت.
confirm-lead-open-preferences = عندئذ يمكنك تشغيل رسائل { $sender } وإيقافها موضوعًا موضوعًا.
confirm-lead-undo = عندئذ يعود كل شيء كما كان، ويمكن أن يكتب إليك { $sender } من جديد.
confirm-button-turn-on = تشغيل
confirm-button-turn-on-all = تشغيل
confirm-button-open-preferences = فتح
confirm-button-undo = التراجع عن الإيقاف
confirm-ignore = إن لم تطلب ذلك، فأغلق الصفحة. لن يحدث شيء عندئذ.
confirm-done-turn-on = تم تشغيل «{ $topic }»
confirm-done-turn-on-all = تم تشغيل الرسائل الترويجية من { $sender }
confirm-done-open-preferences = اختياراتك مفتوحة
confirm-done-undo = تم التراجع عن الإيقاف
confirm-done = يمكنك تغيير ذلك في أي وقت.
confirm-ask-request-access = هل تريد طلب نسخة من بياناتك؟
confirm-ask-request-correction = هل تريد طلب تصحيح بياناتك؟
confirm-ask-request-deletion = هل تريد طلب حذف بياناتك؟
confirm-lead-request = سيتولى { $sender } الأمر بعد ذلك ويرد عليك.
confirm-button-request = تأكيد
confirm-done-request = تم تأكيد طلبك
confirm-done-next-request = سيتولى شخص لدى { $sender } الأمر ويرد عليك.
confirm-used-heading = سبق استخدام هذا الرابط
confirm-used = يعمل كل رابط من هذه الروابط مرة واحدة. وقد تم ما كان مخصصًا له حينها، ولم يتغير شيء الآن.
confirm-expired-heading = هذا الرابط قديم جدًا
confirm-expired = هذه الروابط صالحة ٧ أيام. لم يتغير شيء.
confirm-resend-button = أرسلوا إليّ رابطًا جديدًا
confirm-new-link = طلب رابط جديد

## نسخة من البيانات

copy-title = نسخة بياناتك
copy-lead = هذا ما يحتفظ به { $sender } عن { $address } حتى { $date }.
copy-keep = احفظها الآن: يفتحها الرابط مدة ساعة واحدة.
copy-take-page = خذها كصفحة
copy-take-json = خذها كملف للبرامج (JSON)
copy-redacted = حُذف ما يخص أشخاصًا آخرين، ووُضع مكانه [redacted].
copy-own = اختياراتك وطلباتك
copy-own-purpose = نحتفظ بهذا لكي تسري اختياراتك، ولكي نرد عليك، ولكي يمكن إثبات الأمرين. مصدره روابطك والصفحات ورسائلك وبرامج المرسل. بعد الحذف لا يبقى إلا أثر مشفر لعنوانك يمنع إرسال الرسائل إليك.
copy-history = ما الذي تغيّر وكيف
copy-more = تعرض كل قائمة هنا أحدث أسطرها فقط. ملف JSON يحتوي عليها كلها.
copy-cases = ما طلبته
copy-mails = رسائلك المحفوظة
copy-imports = قوائم مستوردة فيها عنوانك
copy-none = لا شيء مسجل.
copy-nothing = لا يُحتفظ هناك بشيء عنك.
copy-data = أي بيانات
copy-purpose = لماذا
copy-retention = إلى متى
copy-source = من أين
copy-unstated = غير مذكور.
copy-receivers = من يتلقى البيانات
copy-receivers-none = لا تُنقل البيانات إلى أحد.
copy-rights = حقوقك
copy-rights-list = يمكنك طلب تصحيح بياناتك أو حذفها، وتقييد استخدامها، والحصول عليها بصيغة تقرؤها البرامج، والاعتراض على استخدامها، وسحب الموافقة في أي وقت.
copy-complain = لست راضيًا؟ اكتب أولًا إلى { $sender }. ويمكنك أيضًا تقديم شكوى إلى سلطة حماية البيانات حيث تقيم أو تعمل، واللجوء إلى القضاء.
copy-on = مُشغَّل
copy-all = كل الرسائل الترويجية من { $sender }
copy-everywhere = الرسائل الترويجية من جميع مرسلي المجموعة
copy-kind-access = نسخة من البيانات
copy-kind-correction = تصحيح
copy-kind-deletion = حذف
copy-kind-sharing_opt_out = عدم نقل البيانات
copy-kind-complaint = شكوى
copy-kind-redirect = موجه إلى شخص آخر
copy-kind-question = سؤال
copy-kind-unclear = لم يُفهم بعد
copy-door-heading = هل تريد فتح نسخة بياناتك؟
copy-door = تعرض ما يحتفظ به { $sender } عن { $address }. افتحها حيث لا يراك أحد.
copy-door-button = افتح النسخة
copy-door-once = منذ ذلك الحين يفتحها الرابط مدة ساعة واحدة.
copy-used = فُتحت النسخة من قبل. بعد ساعة لا يعود الرابط يفتحها.
copy-again = للحصول على رابط جديد اكتب إلى { $sender } واذكر المرجع.
copy-gone-heading = لم تعد النسخة هنا
mail-copy-subject = نسخة بياناتك من { $sender }
mail-copy = نسخة البيانات التي يحتفظ بها { $sender } عن { $address } جاهزة.
mail-copy-link = افتحها في هذه الصفحة:
mail-copy-once = يفتح النسخة مرة واحدة مدة ساعة. لا تعطه لأحد: من يملكه يستطيع فتح النسخة.

## صفحة الطلب

case-title = طلبك
case-heading = طلبك إلى { $sender }
case-kind-access = نسخة من بياناتك
case-kind-correction = تصحيح بياناتك
case-kind-deletion = حذف بياناتك
case-kind-sharing-opt-out = وقف نقل بياناتك إلى الآخرين
case-kind-complaint = شكوى
case-kind-redirect = رسالة إلى شركة أخرى
case-kind-question = سؤال
case-kind-unclear = رسالة يجب أن يقرأها شخص
case-state-with-us = يتولى شخص الأمر
case-state-with-others = ننتظر جهات أخرى لديها بياناتك
case-state-with-you-to-confirm = ينتظر تأكيدك
case-state-with-you = ينتظر ردك
case-state-done = تم
case-state-refused = مرفوض
case-state-withdrawn = سحبته بنفسك
case-state-again = طُلب مرة ثانية
case-state-redirected = موجه إلى شركة أخرى
case-state-closed = مغلق
case-state-unconfirmed = لم يُؤكَّد
case-state-erased = حُذفت البيانات
case-late = كان ينبغي أن يصلك الرد قبل الآن. نعتذر عن ذلك. إن لم يصلك شيء قريبًا فاكتب إلى { $sender }.
case-next-no-date = سيتولى شخص لدى { $sender } الأمر ويرد عليك.
case-next-with-us = يتولى شخص لدى { $sender } الأمر ويرد عليك حتى { $date }.
case-next-with-others = أبلغ { $sender } الجهات التي لديها بياناتك وينتظر ردها. سيصلك الرد حتى { $date }.
case-next-with-you-to-confirm = أرسلنا إليك رابطًا. افتحه وأكّد، كي لا يطلب أحد غيرك ذلك باسمك. وحتى ذلك الحين لا يُعرض شيء ولا يُغيَّر ولا يُحذف.
case-next-with-you = سألك { $sender } شيئًا بالبريد. أجب من فضلك، ثم يستمر الأمر.
case-next-done-access = حصلت على نسخة من بياناتك.
case-next-done-correction = صُحّح ما كان مسجلًا عنك.
case-next-done-deletion = حُذفت بياناتك. لا تبقى إلا علامة تمنع الرسائل الترويجية عنك.
case-next-done-sharing-opt-out = لم تعد بياناتك تُنقل إلى الآخرين، وأُبلغ من كانت لديهم.
case-next-done-other = وصلك الرد.
case-next-refused = لم ينفذ { $sender } ما طلبته.
case-next-withdrawn = لن يحدث شيء آخر. يمكنك طلب ذلك من جديد في أي وقت.
case-next-again = كنت قد طلبت الشيء نفسه من قبل. ذلك الطلب مستمر، وتاريخه هو المعتبر.
case-next-redirected = هذا يخص شركة أخرى. وقد أخبرناك بمن تتصل.
case-next-closed = لم يجد { $sender } فيه ما يُفعل. إن كان ذلك خطأ فاكتب إلينا.
case-next-unconfirmed = لم يؤكده أحد في الوقت المحدد، فلم يُعرض شيء ولم يُغيَّر ولم يُحذف. يمكنك طلب ذلك من جديد في أي وقت.
case-next-erased = حُذفت كل البيانات المتعلقة بك. لا يبقى من هذا الطلب إلا موضوعه وتواريخه.
case-first = عرض الطلب الأول
case-reason-not-identified = لم يمكن إثبات أنك أنت من طلب ذلك.
case-reason-legal-obligation = يلزمنا القانون بالاحتفاظ بالبيانات.
case-reason-legal-claim = البيانات لازمة لمطالبة قانونية.
case-reason-excessive = كان الطلب بلا أساس أو تكرر أكثر مما ينبغي.
case-reason-nothing-held = ليست لدينا بيانات عنك.
case-reason-rights-of-others = كانت حقوق أشخاص آخرين ستتضرر.
case-reason-already-right = ما هو مسجل صحيح كما هو.
case-complain = إن لم توافق فأخبر { $sender } بذلك. ويمكنك أيضًا تقديم شكوى إلى هيئة حماية البيانات، كالتي في مكان إقامتك، واللجوء إلى القضاء.
case-received = تاريخ الوصول
case-confirmed = تاريخ التأكيد
case-due = الرد حتى
case-answered = تاريخ الرد
case-policy = سياسة الخصوصية
case-reference = المرجع
case-zone = جميع الأيام بحسب المنطقة الزمنية { $zone }.
case-withdraw-heading = هل غيرت رأيك؟
case-withdraw-hint = يمكنك سحب الطلب. عندئذ لا يعمل عليه أحد بعد ذلك. ويبقى ما أوقفته من الرسائل متوقفًا.
case-withdraw-button = سحب الطلب
case-status-withdrawn = تم. لقد سحبت الطلب.
case-status-too-late = لم يتغير شيء: لم يعد ممكنًا سحب هذا الطلب.

## الطلبات والسجل في صفحة الرابط المرسل

own-requests = طلباتك
own-no-requests = لم تطلب شيئًا حتى الآن.
own-look = عرض
own-look-named = عرض: { $what }، { $date }
own-received = وصل في { $date }
own-received-due = وصل في { $date }، الرد حتى { $due }
own-ask = تقديم طلب
own-ask-hint = قبل أن يُعرض شيء أو يُغيَّر أو يُحذف، نرسل رابطًا مرة أخرى إلى { $address } وتؤكد هناك.
own-ask-access = طلب نسخة من بياناتك
own-ask-correction = تصحيح شيء عنك
own-ask-deletion = حذف بياناتك
own-ask-complaint = تقديم شكوى
own-correction-text = ما الخطأ، وما الصواب؟
own-correction-address = عنوان البريد الجديد، إن كان قد تغير
own-correction-button = طلب التصحيح
own-deletion-hint = عندئذ يحذف { $sender } ما لديه عنك. لا تبقى إلا علامة تمنع الرسائل الترويجية عنك. ولا يمكن التراجع عن ذلك.
own-deletion-button = طلب الحذف
own-complaint-text = ماذا ينبغي أن يعرف { $sender }؟
own-complaint-button = إرسال الشكوى
own-fault-empty = اكتب من فضلك ما الموضوع.
own-fault-long = هذا أطول مما ينبغي. استخدم { DIGITS($count) } حرف على الأكثر.
own-fault-hidden = في النص محارف لا يراها أحد. اكتبه من جديد بدونها.
own-history = ما الذي تغير
own-history-hint = يثبت الإيصال تغييرًا واحدًا أمام أي شخص وبدوننا. احتفظ به إن كنت قد تحتاج إليه.
own-no-changes = لم يتغير شيء حتى الآن.
own-earlier = تغييرات أقدم
own-more = هناك تغييرات أقدم. نسخة بياناتك تضمها كلها.
own-receipt = تنزيل الإيصال
own-receipt-named = تنزيل الإيصال: { $date }
own-needs-link = بهذا الرابط ترى أيضًا طلباتك وما تغير، ويمكنك طلب نسخة أو تصحيح أو حذف، أو تقديم شكوى.
status-asked-confirm = أوشكت على الانتهاء. أرسلنا رابطًا إلى { $address }: افتحه وأكّد طلبك.
status-asked-person = وصل طلبك. سيرد عليك شخص حتى { $date }.
status-asked-again = كنت قد طلبت هذا من قبل. ذلك الطلب مستمر.
status-not-asked = لم يُرسل شيء بعد. انظر من فضلك إلى الحقل المعلّم أدناه.
status-ask-by-mail = لم يتغير شيء. لهذا اطلب إرسال الرابط إليك، أدناه.
change-stopped = أُوقف: { $what }
change-turned-on = شُغّل: { $what }
change-paused = أُوقف مؤقتًا: { $what }
change-resumed = انتهى التوقف المؤقت
change-taken-back = أُلغي التغيير: { $what }
change-complained = أُبلغ عنه مزود البريد بوصفه غير مرغوب فيه
change-undeliverable = تعذر تسليم رسالة
change-other = تغير: { $what }
change-asked = طُلب: { $what }
change-confirmed = أُكّد: { $what }
change-ended = انتهى الطلب: { $what }
change-link = أُرسل إليك رابط
change-corrected = صُحّح العنوان
change-erased = حُذفت البيانات
scope-all = كل الرسائل الترويجية
scope-everywhere = الرسائل الترويجية لكل العلامات
way-one-click = بزر برنامج البريد
way-page = في صفحة
way-confirmation = برابط مرسل
way-mail = بالبريد
way-staff = عن طريق المرسل
way-system = تلقائيًا

## الأخطاء

error-unknown-link-heading = هذا الرابط لا يعمل
error-unknown-link = ربما ينقصه جزء. جرّب الرابط الوارد في الرسالة من جديد، أو أوقف الرسائل بإدخال عنوانك.
error-not-found-heading = لا يوجد شيء هنا
error-not-found = ربما كُتب عنوان الصفحة خطأً.
error-malformed-heading = تعذّرت قراءة هذا
error-malformed = وصل النموذج تالفًا. لم يتغير شيء. يرجى الرجوع والمحاولة من جديد.
error-method-not-allowed-heading = هذا لا يعمل هنا
error-method-not-allowed = طُلبت الصفحة بطريقة لا تعرفها. لم يتغير شيء.
error-too-large-heading = كان هذا أكثر من اللازم
error-too-large = أُرسل أكثر مما تستطيع هذه الصفحة قبوله. لم يتغير شيء.
error-too-many-heading = طلبات كثيرة جدًا
error-too-many = لم يتغير شيء. يرجى الانتظار قليلًا ثم المحاولة من جديد.
error-unavailable-heading = لم يُحفظ طلبك
error-unavailable = لم يتغير شيء. الخطأ منا وليس منك. يرجى المحاولة من جديد.
error-internal-heading = حدث خطأ ما
error-internal = الخطأ منا وليس منك. إن كنت تريد إيقاف الرسائل، فيرجى المحاولة من جديد.
error-retry = { $seconds ->
        [zero] يُفترض أن يعمل الآن.
        [one] يُفترض أن يعمل بعد نحو ثانية واحدة.
        [two] يُفترض أن يعمل بعد نحو ثانيتين.
        [few] يُفترض أن يعمل بعد نحو { DIGITS($seconds) } ثوانٍ.
        [many] يُفترض أن يعمل بعد نحو { DIGITS($seconds) } ثانية.
       *[other] يُفترض أن يعمل بعد نحو { DIGITS($seconds) } ثانية.
    }
error-retry-button = المحاولة من جديد
error-way-out = إيقاف الرسائل بإدخال عنوانك

## التتبع

tracking-title = التتبع على الويب
tracking-heading = هل تريد إيقاف التتبع على الويب؟
tracking-open = يمكن أن يتتبع { $sender } ما تفعله في صفحاته. يمكنك إيقاف ذلك هنا.
tracking-button = إيقاف التتبع
tracking-stopped-heading = تم إيقاف التتبع
tracking-stopped = لا يتتبع { $sender } ما تفعله في صفحاته.
tracking-allowed-heading = التتبع مسموح به
tracking-cookie = يُحفظ ذلك في ملف تعريف ارتباط في هذا المتصفح. إن حذفته، فعُد إلى هنا من فضلك.

## الرسائل

mail-expires = الرابط صالح حتى { $date }.
mail-confirm-subject = هل تريد تشغيل «{ $topic }»؟
mail-confirm-subject-all = هل تريد تشغيل الرسائل الترويجية من { $sender }؟
mail-confirm = طلب شخص ما، والأرجح أنه أنت، أن يرسل { $sender } «{ $topic }» إلى { $address }. سيحدث ذلك بمجرد أن تؤكده.
mail-confirm-all = طلب شخص ما، والأرجح أنه أنت، أن يعود { $sender } إلى إرسال الرسائل الترويجية إلى { $address }. سيحدث ذلك بمجرد أن تؤكده.
mail-confirm-link = للتأكيد، افتح هذه الصفحة:
mail-confirm-ignore = إن لم تكن أنت، فلا تفعل شيئًا. لن يحدث شيء عندئذ.
mail-link-subject = اختياراتك لرسائل { $sender }
mail-link = إليك رابط اختياراتك للرسائل من { $sender } إلى { $address }. وقد طلبه شخص ما في صفحتنا، والأرجح أنه أنت.
mail-link-ignore = إن لم تكن أنت، فلا تفعل شيئًا. لم يتغير شيء. يرجى عدم إعطاء الرابط لأحد.
mail-stopped-subject = تم إيقاف الرسائل الترويجية من { $sender }
mail-stopped = أوقفنا الرسائل الترويجية من { $sender } إلى { $address }.
mail-stopped-restore = لم تكن أنت؟ تراجع عن ذلك هنا:
mail-stopped-restore-link = تراجع
mail-answer-subject = رسالتك إلى { $sender }
mail-answer-received = وصلتنا رسالتك.
mail-answer-stopped-topics = أوقفنا هذه الرسائل من { $sender } إلى { $address }: { $topics }.
mail-answer-paused = الرسائل الترويجية من { $sender } إلى { $address } متوقفة مؤقتًا حتى { $date }.
mail-answer-sharing = سجّلنا أنه لا يجوز تمرير البيانات المتعلقة بـ { $address } إلى أطراف ثالثة.
mail-answer-asked-resubscribe = فهمنا أنك تريد تلقي الرسائل الترويجية من جديد.
mail-answer-asked-access = فهمنا أنك تريد نسخة من البيانات المحفوظة عنك.
mail-answer-asked-correction = فهمنا أنه يجب تصحيح شيء مسجل عنك.
mail-answer-asked-deletion = فهمنا أنه يجب حذف البيانات المتعلقة بك.
mail-answer-asked-complaint = فهمنا أن خطأً ما قد حدث.
mail-answer-asked-redirect = فهمنا أن رسالتك موجهة إلى أحد عملائنا.
mail-answer-asked-question = فهمنا أن لديك سؤالًا.
mail-answer-confirm = تطلب منك رسالة أخرى تأكيد ذلك، كي لا يفعله أحد غيرك باسمك.
mail-answer-person = سيتولى شخص الأمر ويرد عليك حتى { $date } (UTC).
mail-answer-wrong = هل أسأنا الفهم؟ اكتب إلينا من جديد.
mail-answer-reference = المرجع: { $reference }
mail-request-subject = يرجى تأكيد طلبك إلى { $sender }
mail-request-access = طلب شخص ما، والأرجح أنه أنت، من { $sender } نسخة من البيانات المتعلقة بـ { $address }. سيحدث ذلك بمجرد أن تؤكده.
mail-request-correction = طلب شخص ما، والأرجح أنه أنت، من { $sender } تصحيح ما هو مسجل عن { $address }. سيحدث ذلك بمجرد أن تؤكده.
mail-request-deletion = طلب شخص ما، والأرجح أنه أنت، من { $sender } حذف البيانات المتعلقة بـ { $address }. سيحدث ذلك بمجرد أن تؤكده.
mail-agent-subject = ما الذي حدث للرسائل التي أعدت توجيهها
mail-agent-lead = هذا ما حدث للرسائل التي أعدت توجيهها:
mail-agent-acted = { $address }: تم ما طُلب.
mail-agent-partly = { $address }: أُوقف البريد؛ والباقي ينتظر شخصًا في القائمة.
mail-agent-asked = { $address }: تطلب رسالة التأكيد.
mail-agent-review = { $address }: يجب أن يقرر شخص؛ وهي تنتظر في القائمة.
mail-agent-unknown = ليس واضحًا بمن يتعلق الأمر: يجب أن يقرر شخص؛ وهي تنتظر في القائمة.
mail-agent-nothing = { $address }: لم يكن هناك ما يتغير.

## رسائل بشأن الطلبات: التذكيرات والأسئلة والردود الأخيرة

mail-request-reminder = لم تؤكد الطلب بعد. إن لم يُؤكَّد، فسنغلقه في { $date }.
mail-request-yes = أو أجب عن هذه الرسالة بكلمة واحدة: نعم.
mail-case-subject = طلبك إلى { $sender }
mail-case-asked-access = في { $date } طُلب من { $sender } تقديم نسخة من البيانات المتعلقة بـ { $address }.
mail-case-asked-correction = في { $date } طُلب من { $sender } تصحيح ما هو مسجل عن { $address }.
mail-case-asked-deletion = في { $date } طُلب من { $sender } حذف البيانات المتعلقة بـ { $address }.
mail-case-asked-sharing_opt_out = في { $date } طُلب من { $sender } عدم تمرير البيانات المتعلقة بـ { $address } إلى أطراف ثالثة.
mail-case-asked-complaint = في { $date } تلقى { $sender } شكواك.
mail-case-asked-redirect = في { $date } تلقى { $sender } من { $address } رسالة موجهة إلى أحد عملائنا.
mail-case-asked-question = في { $date } تلقى { $sender } سؤالك.
mail-case-done-access = تم ذلك: سُلّمت إليك النسخة.
mail-case-done-correction = تم ذلك: صُحّح ما كان خطأً.
mail-case-done-deletion = تم ذلك: حُذفت البيانات. ولا يبقى سوى بصمة للعنوان (رمز يُحسب منه)، حتى لا تُرسل إليه رسائل ترويجية بعد الآن، ووقت وصول هذا الطلب ووقت الرد عليه.
mail-case-done-sharing_opt_out = تم ذلك: لن تُمرَّر أي بيانات إلى أطراف ثالثة بعد الآن.
mail-case-done-complaint = نظرنا في الأمر.
mail-case-done-redirect = سُوّي الأمر.
mail-case-done-question = تم الرد عليه.
mail-case-parties = وصلنا أيضًا تأكيد بتنفيذ ذلك من: { $parties }.
mail-case-refused = لم ننفّذ ذلك. السبب:
mail-case-reason-not_identified = لم نتمكن من التأكد من أنك الشخص المعني.
mail-case-reason-legal_obligation = يُلزمنا القانون بالاحتفاظ بالبيانات.
mail-case-reason-legal_claim = البيانات لازمة لمطالبة قانونية.
mail-case-reason-excessive = من الواضح أن الطلب لا أساس له أو أنه مفرط.
mail-case-reason-nothing_held = لا نحتفظ بأي بيانات عنك.
mail-case-reason-rights_of_others = من شأن ذلك أن يضر بحقوق الآخرين.
mail-case-reason-already_right = ما هو مسجل صحيح كما هو.
mail-case-redirected = هذه البيانات ليست لنا: نحتفظ بها لصالح { $controller } وحده، وله وحده أن يقرر بشأنها. يرجى توجيه طلبك إليه.
mail-case-redirected-ask = يمكنك التواصل معه هنا:
mail-case-words = بكلماتنا نحن:
mail-case-withdrawn = كما رغبت، لن نواصل العمل على الطلب. لم يُكشف عن شيء ولم يتغير شيء.
mail-case-closed = لم يؤكد أحد الطلب في الوقت المحدد، فأغلقناه. لم يُكشف عن شيء ولم يتغير شيء.
mail-case-closed-back = هل ما زلت تريد ذلك؟ أكّده هنا، وسنواصل العمل عليه:
mail-case-again = ألا يرضيك ذلك؟ أجب عن هذه الرسالة، وسينظر شخص في الأمر من جديد.
mail-case-authority = يمكنك أيضًا تقديم شكوى إلى هيئة حماية البيانات في مكان إقامتك أو اللجوء إلى القضاء.
mail-case-bodies = جهات مستقلة تنظر في الشكاوى المتعلقة بنا:
mail-case-status = يمكنك أن ترى هنا إلى أين وصل الأمر:
mail-case-status-link = عرض ما وصل إليه الأمر
mail-case-extended = نحتاج إلى مزيد من الوقت: سنرد في موعد أقصاه { $date } (UTC).
mail-case-extended-complexity = السبب: الأمر معقد.
mail-case-extended-number = السبب: طلباتك كثيرة.
mail-case-question-subject = لدى { $sender } سؤال بشأن طلبك
mail-case-question-identity = كي نواصل، يجب أن نتأكد من أنك الشخص المعني.
mail-case-question-clarification = كي نواصل، يجب أن نعرف بدقة أكبر ما تقصده.
mail-case-question-reply = يرجى الرد على هذه الرسالة. بمجرد أن يصل ردك، نواصل العمل.
