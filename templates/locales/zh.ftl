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

## 本人数据的副本

copy-title = 您的数据副本
copy-lead = 以下是截至{ $date }，{ $sender }所保存的关于{ $address }的内容。
copy-keep = 请现在保存：此链接只能在一小时内打开副本。
copy-take-page = 保存为网页
copy-take-json = 保存为供程序使用的文件（JSON）
copy-redacted = 与他人有关的内容已被移除，并以[redacted]代替。
copy-own = 您的选择和请求
copy-own-purpose = 保存这些内容，是为了使您的选择有效、为了答复您，并为了能够证明这两点。它们来自您的链接、网页和邮件，以及发件人自己的程序。删除之后，只保留您邮箱地址的一个加密痕迹，用来阻止向您发送邮件。
copy-history = 更改了什么，如何更改
copy-more = 每个列表在此只显示最近的条目。JSON文件包含全部条目。
copy-cases = 您提出的请求
copy-mails = 保存的您的邮件
copy-imports = 含有您地址的导入名单
copy-none = 没有记录。
copy-nothing = 那里没有保存关于您的内容。
copy-data = 哪些数据
copy-purpose = 用途
copy-retention = 保存多久
copy-source = 来源
copy-unstated = 未说明。
copy-receivers = 谁接收数据
copy-receivers-none = 数据不会提供给任何人。
copy-rights = 您的权利
copy-rights-list = 您可以要求更正或删除您的数据、限制其使用、以程序可读的形式获取数据、反对其使用，并可随时撤回同意。
copy-complain = 如有不满，请先写信给{ $sender }。您也可以向您居住地或工作地的数据保护机构投诉，并可诉诸法院。
copy-on = 已开启
copy-all = 来自{ $sender }的所有推广邮件
copy-everywhere = 来自该集团所有发件人的推广邮件
copy-kind-access = 数据副本
copy-kind-correction = 更正
copy-kind-deletion = 删除
copy-kind-sharing_opt_out = 不向第三方提供数据
copy-kind-complaint = 投诉
copy-kind-redirect = 写给其他方
copy-kind-question = 咨询
copy-kind-unclear = 尚未理解
copy-door-heading = 打开您的数据副本？
copy-door = 其中显示{ $sender }所保存的关于{ $address }的内容。请在无人旁观的地方打开。
copy-door-button = 打开副本
copy-door-once = 此后一小时内，此链接可以打开副本。
copy-used = 副本已被打开过。一小时之后，此链接不能再打开副本。
copy-again = 如需新的链接，请写信给{ $sender }并注明编号。
copy-gone-heading = 副本已不在此处
mail-copy-subject = { $sender }：您的数据副本
mail-copy = { $sender }所保存的关于{ $address }的数据副本已准备好。
mail-copy-link = 请在此页面打开：
mail-copy-once = 此链接只能打开副本一次，时间为一小时。请勿转给他人：任何拥有此链接的人都能打开副本。

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
