# 简体中文。用“您”；“退订”“停止”“暂停”“开启”；不劝留。
#
# 标点用全角（，。？：“”（））。邮箱地址前后留空格，以免后面的字被当作链接的一部分。

## 语言

language-name = 简体中文
digits = 0123456789
date = { DIGITS($year) }年{ DIGITS($month) }月{ DIGITS($day) }日
list-more = { $first }、{ $second }
list-last = { $first }和{ $second }

## 每个页面

skip = 跳到正文
test-link = 这是测试链接。您在此处的任何操作都不会改变任何人的设置。
gpc-honoured = 已遵从您的拒绝请求：您的浏览器发送了 Global Privacy Control 信号，我们会遵守。
footer-support = 如有疑问，请写信至
footer-policy = 隐私政策，最近更新于{ $date }
footer-language = 语言：
footer-languages = 语言
fact-from = 发件人
fact-formerly = （曾用名：{ $names }）
fact-to = 收件人
fact-for = 邮箱
on-its-way = 已经在发送途中的一封邮件可能仍会送达。
goes-on = 以下内容不属于推广，会继续发送：{ $topics }。
stop-all = 停止接收{ $sender }的所有推广邮件
stop-button = 停止
stop-named = 停止：{ $name }
turn-on-button = 开启
turn-on-named = 开启：{ $name }
allow-button = 允许
allow-named = 允许：{ $name }
undo-button = 撤销
to-preferences = 查看所有邮件设置
to-preferences-or-pause = 暂停接收或选择主题

## 退订

unsubscribe-title = 退订
unsubscribe-heading = 要退订“{ $topic }”吗？
unsubscribe-button = 退订
unsubscribe-stopped-title = 您已退订
unsubscribe-stopped-topic = { $sender }不再向您发送“{ $topic }”。
unsubscribe-stopped-all = { $sender }不再向您发送任何推广邮件。

## 完成

done-stopped-heading = 已完成
done-stopped = { $sender }不会再向您发送“{ $topic }”。
done-stopped-all-heading = 已完成：全部停止
done-stopped-all = { $sender }不会再向您发送推广邮件。
done-paused-heading = 已暂停
done-paused = { $date }之前，{ $sender }不会向您发送推广邮件。
done-undone-heading = 已撤销
done-undone = 退订已撤销。您的其他设置保持不变。
done-undo-too-late-heading = 此操作需要通过邮件进行
done-undo-too-late = 现在已无法在此处直接撤销。为防止他人代您操作，我们会将链接发送到 { $address }。
done-confirm-button = 把链接发给我
done-confirm-mail-sent-heading = 请查看您的邮箱
done-confirm-mail-sent = 链接正在发往 { $address }。在您打开链接之前，一切都不会改变。
done-reason-thanked-heading = 谢谢
done-reason-thanked = 您的回答已记录。{ $sender }不会因此与您联系。
reason-heading = 您愿意告诉我们原因吗？
reason-free = 您可以不回答。无论如何，您的选择都有效。
reason-too-many = 邮件太多
reason-not-relevant = 内容我不感兴趣
reason-never-asked = 我从未订阅
reason-no-longer-needed = 我不再需要
reason-other = 其他原因

## 邮件设置

preferences-title = 您的邮件设置
preferences-heading = { $sender }发给您的邮件
preferences-topics = 主题
preferences-all-stopped = { $sender }的所有推广邮件均已停止。
preferences-paused = 推广邮件已暂停，{ $date }恢复。
state-receiving = 正在接收
state-stopped = 已停止
state-paused = 已暂停
state-not-subscribed = 未订阅
turn-on-all = 开启{ $sender }的推广邮件
stop-everywhere = 同时停止接收{ $senders }的推广邮件
everywhere-stopped = { $senders }的推广邮件也已停止。
pause-heading = 暂停一段时间
pause-hint = 一段时间内不再收到推广邮件，之后会自动恢复。
pause-days = { DIGITS($days) }天
resume-button = 立即结束暂停
data-heading = 您的数据
sharing-name = 向第三方提供数据
sharing-hint = 是否允许{ $sender }将您的个人数据提供给其他公司，供其用于自身目的。
tracking-name = 跟踪
tracking-hint = 是否允许{ $sender }跟踪您在网上的行为。
again-heading = 重新开启
again-hint = 这需要一个链接。为防止他人代您操作，我们会将链接发送到 { $address }。
again-button = 把链接发给我
stays-heading = 继续发送的内容
stays-hint = 这些不是推广邮件，而是与您和发件人之间的往来有关。
status-stopped = 已完成。“{ $topic }”已停止。
status-stopped-all = 已完成。所有推广邮件均已停止。
status-stopped-everywhere = 已完成。所有这些发件人的推广邮件均已停止。
status-paused = 已完成。推广邮件已暂停，{ $date }恢复。
status-resumed = 已完成。暂停已结束。
status-turned-on = 已完成。“{ $topic }”已开启。
status-turned-on-all = 已完成。推广邮件已开启。
status-sharing-stopped = 已完成。您的数据不再提供给第三方。
status-sharing-allowed = 已完成。您的数据可以再次提供给第三方。
status-tracking-stopped = 已完成。跟踪已停止。
status-tracking-allowed = 已完成。已重新允许跟踪。
status-link-sent = 链接正在发往 { $address }。
status-undone = 已撤销。您的其他设置保持不变。
status-undo-too-late = 现在已无法在此处直接撤销。请在下方索取链接。
status-needs-link = 未作任何更改。如需开启，请在下方索取链接。
status-unchanged = 原本就是如此。未作任何更改。

## 找不到邮件

lost-heading = 找不到邮件了？
lost-error-title = 错误：请检查您的邮箱地址
lost-lead = 我们只需要您的邮箱地址。
lost-sender-label = 谁发的邮件？
lost-address-label = 您的邮箱地址
lost-malformed = 这不是完整的邮箱地址，应类似于 name@example.org。
lost-stop-button = 停止接收所有推广邮件
lost-link-button = 把邮件设置的链接发给我
lost-hint = 我们只将此地址用于这一目的。账单、安全通知等邮件不会停止。
lost-stopped-heading = 已停止
lost-stopped = { $sender }不会再向此地址发送推广邮件。
lost-notice = 我们会向此地址发送一封通知，您可通过其中的链接恢复。
lost-link-sent-heading = 请查看邮箱
lost-link-sent = 如果此地址可以接收邮件，链接正在发送途中。
lost-limited-heading = 操作过于频繁
lost-limited = 这次未作任何处理。请等待几分钟后重试。
lost-another = 输入另一个地址

## 确认

confirm-ask-turn-on = 要开启“{ $topic }”吗？
confirm-ask-turn-on-all = 要开启{ $sender }的推广邮件吗？
confirm-ask-open-preferences = 要打开所有邮件设置吗？
confirm-ask-undo = 要撤销退订吗？
confirm-lead-turn-on = 之后{ $sender }会向您发送此类邮件。您可以随时再次停止。
confirm-lead-turn-on-all = 之后{ $sender }会再次向您发送邮件。您可以随时再次停止。
confirm-lead-open-preferences = 之后您可以按主题开启或停止{ $sender }的邮件。
confirm-lead-undo = 一切将恢复原状，{ $sender }可以再次向您发送邮件。
confirm-button-turn-on = 开启
confirm-button-turn-on-all = 开启
confirm-button-open-preferences = 打开
confirm-button-undo = 撤销退订
confirm-ignore = 如果这不是您本人的请求，请关闭此页面。不会发生任何变化。
confirm-done-turn-on = “{ $topic }”已开启
confirm-done-turn-on-all = { $sender }的推广邮件已开启
confirm-done-open-preferences = 您的邮件设置已打开
confirm-done-undo = 退订已撤销
confirm-done = 您可以随时更改。
confirm-ask-request-access = 要索取您的数据副本吗？
confirm-ask-request-correction = 要申请更正您的数据吗？
confirm-ask-request-deletion = 要申请删除您的数据吗？
confirm-lead-request = 之后{ $sender }会处理并答复您。
confirm-button-request = 确认
confirm-done-request = 您的请求已确认
confirm-done-next-request = { $sender }的工作人员会处理并答复您。
confirm-used-heading = 此链接已使用过
confirm-used = 每个此类链接只能使用一次。它的操作当时已经完成；现在未作任何更改。
confirm-expired-heading = 此链接已过期
confirm-expired = 此类链接的有效期为7天。未作任何更改。
confirm-resend-button = 发给我一个新链接
confirm-new-link = 索取新链接

## 请求页面

case-title = 您的请求
case-heading = 您向{ $sender }提出的请求
case-kind-access = 您的数据的副本
case-kind-correction = 更正您的数据
case-kind-deletion = 删除您的数据
case-kind-sharing-opt-out = 停止向第三方提供您的数据
case-kind-complaint = 投诉
case-kind-redirect = 写给另一家公司的消息
case-kind-question = 疑问
case-kind-unclear = 需要人工阅读的消息
case-state-with-us = 工作人员正在处理
case-state-with-others = 正在等待持有您数据的其他方
case-state-with-you-to-confirm = 等待您确认
case-state-with-you = 等待您答复
case-state-done = 已完成
case-state-refused = 已拒绝
case-state-withdrawn = 您已撤回
case-state-again = 重复提出
case-state-redirected = 属于另一家公司
case-state-closed = 已关闭
case-state-unconfirmed = 未经确认
case-state-erased = 数据已删除
case-late = 本应已经答复您，非常抱歉。如果近期仍没有消息，请联系{ $sender }。
case-next-no-date = { $sender }的工作人员会处理并答复您。
case-next-with-us = { $sender }的工作人员会处理，最迟于{ $date }答复您。
case-next-with-others = { $sender }已通知持有您数据的各方，正在等待回复。最迟于{ $date }答复您。
case-next-with-you-to-confirm = 我们给您发送了一个链接。为防止他人代您提出请求，请打开链接并确认。在此之前不会显示、更改或删除任何内容。
case-next-with-you = { $sender }发邮件向您询问了一些事。请您答复，之后会继续处理。
case-next-done-access = 已向您提供您的数据的副本。
case-next-done-correction = 有关您的记录已更正。
case-next-done-deletion = 您的数据已删除。只保留一个标记，使您不再收到推广邮件。
case-next-done-sharing-opt-out = 您的数据不再提供给第三方，此前获得数据的各方已收到通知。
case-next-done-other = 已答复您。
case-next-refused = { $sender }没有按您的请求处理。
case-next-withdrawn = 不会再有后续处理。您可以随时重新提出。
case-next-again = 您之前提出过同样的请求。原请求继续处理，以其日期为准。
case-next-redirected = 此事属于另一家公司。我们已告知您该联系谁。
case-next-closed = { $sender }没有发现需要处理的事项。如有错误，请联系我们。
case-next-unconfirmed = 未在期限内确认，因此没有显示、更改或删除任何内容。您可以随时重新提出。
case-next-erased = 有关您的所有数据均已删除。此请求只保留类别和日期。
case-first = 查看原请求
case-reason-not-identified = 无法证明请求由您本人提出。
case-reason-legal-obligation = 法律要求我们保存这些数据。
case-reason-legal-claim = 这些数据为法律主张所需。
case-reason-excessive = 请求没有依据，或重复次数过多。
case-reason-nothing-held = 我们没有您的数据。
case-reason-rights-of-others = 会损害他人的权利。
case-reason-already-right = 现有记录是正确的。
case-complain = 如果您不同意，请告诉{ $sender }。您也可以向数据保护机构（例如您居住地的机构）投诉，或向法院起诉。
case-received = 收到日期
case-confirmed = 确认日期
case-due = 答复期限
case-answered = 答复日期
case-policy = 隐私政策
case-reference = 编号
case-zone = 所有日期均按时区 { $zone } 计算。
case-withdraw-heading = 改变主意了？
case-withdraw-hint = 您可以撤回请求，之后不会再有人处理。已停止的邮件仍保持停止。
case-withdraw-button = 撤回请求
case-status-withdrawn = 完成。您已撤回请求。
case-status-too-late = 没有任何更改：此请求已无法撤回。

## 请求与历史（邮件链接的页面）

own-requests = 您的请求
own-no-requests = 您还没有提出过请求。
own-look = 查看
own-look-named = 查看：{ $what }，{ $date }
own-received = 收到于{ $date }
own-received-due = 收到于{ $date }，最迟{ $due }答复
own-ask = 提出请求
own-ask-hint = 在显示、更改或删除任何内容之前，我们会再向 { $address } 发送一个链接，由您在那里确认。
own-ask-access = 索取您的数据副本
own-ask-correction = 更正有关您的记录
own-ask-deletion = 删除您的数据
own-ask-complaint = 投诉
own-correction-text = 哪里有误？正确的是什么？
own-correction-address = 新的邮箱地址（如有变化）
own-correction-button = 申请更正
own-deletion-hint = { $sender }会删除所保存的您的数据。只保留一个标记，使您不再收到推广邮件。此操作无法撤销。
own-deletion-button = 申请删除
own-complaint-text = 您想让{ $sender }知道什么？
own-complaint-button = 提交投诉
own-fault-empty = 请写明事由。
own-fault-long = 内容过长，请不要超过{ DIGITS($count) }个字符。
own-fault-hidden = 其中含有看不见的字符，请去掉后重新填写。
own-history = 更改记录
own-history-hint = 一份凭证可以向任何人证明一项更改，无需我们参与。如有需要请妥善保存。
own-no-changes = 还没有任何更改。
own-earlier = 更早的更改
own-more = 还有更早的更改。您的数据副本包含全部更改。
own-receipt = 下载凭证
own-receipt-named = 下载凭证：{ $date }
own-needs-link = 通过该链接您还可以查看请求和更改记录，索取副本，申请更正或删除，或者投诉。
status-asked-confirm = 即将完成。我们已向 { $address } 发送链接，请打开并确认您的请求。
status-asked-person = 已收到您的请求。工作人员最迟于{ $date }答复您。
status-asked-again = 您之前提出过此请求。原请求继续处理。
status-not-asked = 尚未提交任何内容。请查看下方标出的栏目。
status-ask-by-mail = 没有任何更改。为此，请在下方获取邮件链接。
change-stopped = 已停止：{ $what }
change-turned-on = 已开启：{ $what }
change-paused = 已暂停：{ $what }
change-resumed = 暂停结束
change-taken-back = 已撤销更改：{ $what }
change-complained = 已向邮箱服务商举报为垃圾邮件
change-undeliverable = 邮件无法送达
change-other = 已更改：{ $what }
change-asked = 已提出：{ $what }
change-confirmed = 已确认：{ $what }
change-ended = 请求结束：{ $what }
change-link = 已向您发送链接
change-corrected = 地址已更正
change-erased = 数据已删除
scope-all = 所有推广邮件
scope-everywhere = 所有品牌的推广邮件
way-one-click = 通过邮件程序的按钮
way-page = 在页面上
way-confirmation = 通过邮件链接
way-mail = 通过邮件
way-staff = 通过发件人
way-system = 自动

## 错误

error-unknown-link-heading = 此链接无效
error-unknown-link = 链接可能不完整。请再次尝试邮件中的链接，或输入您的邮箱地址停止接收邮件。
error-not-found-heading = 此处没有内容
error-not-found = 页面地址可能输入有误。
error-malformed-heading = 无法读取
error-malformed = 收到的表单已损坏。未作任何更改。请返回后重试。
error-method-not-allowed-heading = 此处无法这样操作
error-method-not-allowed = 页面不支持这种访问方式。未作任何更改。
error-too-large-heading = 发送的内容过大
error-too-large = 发送的内容超出了此页面可接受的范围。未作任何更改。
error-too-many-heading = 请求过多
error-too-many = 未作任何更改。请稍候再试。
error-unavailable-heading = 您的请求未能保存
error-unavailable = 未作任何更改。问题出在我们这边，与您无关。请重试。
error-internal-heading = 出现了问题
error-internal = 问题出在我们这边，与您无关。如果您刚才是要停止接收邮件，请重试。
error-retry = 大约{ DIGITS($seconds) }秒后应可恢复正常。
error-retry-button = 重试
error-way-out = 输入邮箱地址停止接收邮件

## 跟踪

tracking-title = 网上跟踪
tracking-heading = 要停止网上跟踪吗？
tracking-open = { $sender }可能会跟踪您在其网页上的行为。您可以在此停止。
tracking-button = 停止跟踪
tracking-stopped-heading = 跟踪已停止
tracking-stopped = { $sender }不跟踪您在其网页上的行为。
tracking-allowed-heading = 已允许跟踪
tracking-cookie = 此选择保存在本浏览器的 Cookie 中。如果您将其删除，请再次访问此页面。

## 邮件

mail-expires = 此链接的有效期至{ $date }。
mail-confirm-subject = 要开启“{ $topic }”吗？
mail-confirm-subject-all = 要开启{ $sender }的推广邮件吗？
mail-confirm = 有人（很可能是您本人）要求{ $sender }向 { $address } 发送“{ $topic }”。您确认后即会发送。
mail-confirm-all = 有人（很可能是您本人）要求{ $sender }再次向 { $address } 发送推广邮件。您确认后即会发送。
mail-confirm-link = 如需确认，请打开以下页面：
mail-confirm-ignore = 如果不是您本人的请求，无需任何操作。不会发生任何变化。
mail-link-subject = 您对{ $sender }邮件的设置
mail-link = 这是{ $sender }发往 { $address } 的邮件的设置链接。有人（很可能是您本人）在我们的页面上索取了此链接。
mail-link-ignore = 如果不是您本人的请求，无需任何操作。未作任何更改。请勿将此链接转给他人。
mail-stopped-subject = { $sender }的推广邮件已停止
mail-stopped = 我们已停止{ $sender }发往 { $address } 的推广邮件。
mail-stopped-restore = 不是您本人的请求？可在此处恢复：
mail-stopped-restore-link = 恢复
mail-answer-subject = 您发给{ $sender }的邮件
mail-answer-received = 我们已收到您的邮件。
mail-answer-stopped-topics = 我们已停止{ $sender }发往 { $address } 的以下邮件：{ $topics }。
mail-answer-paused = { $sender }发往 { $address } 的推广邮件已暂停，{ $date }恢复。
mail-answer-sharing = 我们已记录：有关 { $address } 的数据不得提供给第三方。
mail-answer-asked-resubscribe = 我们的理解是：您希望重新接收推广邮件。
mail-answer-asked-access = 我们的理解是：您希望获得所保存的您的数据的副本。
mail-answer-asked-correction = 我们的理解是：您的某项记录需要更正。
mail-answer-asked-deletion = 我们的理解是：您的数据需要删除。
mail-answer-asked-complaint = 我们的理解是：出现了差错。
mail-answer-asked-redirect = 我们的理解是：您的邮件是写给我们的某位客户的。
mail-answer-asked-question = 我们的理解是：您有疑问。
mail-answer-confirm = 另有一封邮件请您确认，以防他人代您操作。
mail-answer-person = 工作人员会处理，最迟于{ $date }（UTC）答复您。
mail-answer-wrong = 我们理解有误？请再次来信。
mail-answer-reference = 编号：{ $reference }
mail-request-subject = 请确认您向{ $sender }提出的请求
mail-request-access = 有人（很可能是您本人）向{ $sender }索取有关 { $address } 的数据副本。您确认后即会准备。
mail-request-correction = 有人（很可能是您本人）要求{ $sender }更正有关 { $address } 的记录。您确认后即会处理。
mail-request-deletion = 有人（很可能是您本人）要求{ $sender }删除有关 { $address } 的数据。您确认后即会处理。
mail-agent-subject = 您转发的邮件的处理结果
mail-agent-lead = 您转发的邮件的处理结果如下：
mail-agent-acted = { $address }：已按要求处理。
mail-agent-partly = { $address }：邮件已停止；其余部分在队列中等待人工处理。
mail-agent-asked = { $address }：已发送邮件请求确认。
mail-agent-review = { $address }：需要由人决定，正在队列中等待。
mail-agent-unknown = 不清楚涉及何人，需要由人决定，正在队列中等待。
mail-agent-nothing = { $address }：没有需要更改的内容。
