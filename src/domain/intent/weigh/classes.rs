//! The classes that the code itself knows, by the names the rule files give them.

use super::super::lexicon::{ClassId, Hit, Lexicon};

macro_rules! classes {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)*) => {
        /// The classes that the code itself knows.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Classes { $($(#[$doc])* pub $field: Option<ClassId>,)* }

        impl Classes {
            /// Looks them up.
            pub fn of(lexicon: &Lexicon) -> Self {
                Self { $($field: lexicon.class($name),)* }
            }
        }
    };
}

classes! {
    /// "not", "never"; not "cannot".
    not = "NOT",
    /// "if", "unless".
    condition = "IF",
    /// What the writer may do one day: "I will", "I might".
    future = "FUTURE",
    /// What makes a request: "please", "can you".
    please = "PLEASE",
    /// "how", "where", "what happens".
    how = "WH",
    /// "just curious", "before I decide".
    curious = "CURIOUS",
    /// "I asked you to".
    told = "ASKED",
    /// "you no longer write to me": how things are, in words that could also be an order.
    stated = "STATED",
    /// "has been done", "I have already".
    done = "DONE",
    /// "my mother", "our customers".
    others = "OTHERS",
    /// "her", "them".
    them = "THEM",
    /// Paid plans, seats, interfaces, buttons.
    business = "PRODUCT",
    /// "keep", "go on sending".
    keep = "KEEP",
    /// "only", "just".
    only = "ONLY",
    /// "all", "everything".
    every = "ALL",
    /// Phrases in which words mean nothing.
    noise = "NOISE",
    /// What stands in mailings.
    footer = "FOOTER",
    /// What is said to machines.
    machine = "MACHINE",
    /// Greetings and closings.
    greeting = "GREETING",
    /// "thank you for".
    thanks = "THANKS",
    /// Words that begin the other half of a sentence.
    but = "BUT",
    /// Advertising of any kind.
    marketing = "MARKETING",
    /// "more", "any more".
    more = "MORE",
    /// "and".
    and = "AND",
    /// "until".
    until = "UNTIL",
    /// "end of".
    end_of = "ENDOF",
    /// What stands before a wrong value.
    from = "FROM",
    /// What stands before the right one.
    to = "TO",
    /// Signs that are negative themselves.
    want_not = "WANTNOT",
    /// "no more".
    no_more = "NOMORE",
    /// "do not send".
    no_send = "NOSEND",
    /// "do not want to receive".
    no_receive = "NORECEIVE",
    /// Mail of any kind.
    mail = "MAIL",
    /// A list of recipients.
    list = "LIST",
    /// Words for a topic.
    topic = "TOPICWORD",
    /// Wishes: what makes "no more comes" a request.
    want = "WANT",
    /// "the unsubscribe link": talk about a way out, not the wish to take it.
    way_out = "UNSUBLINK",
    /// "no more arrive": it has ended, nobody has to end it.
    stopped = "STOPPED",
    /// "our campaign", "our readers": the writer's own mailings.
    own_mail = "OURMAIL",
    /// "on leave", "abroad": what ends by itself.
    away = "AWAY",
    /// "during that time", "until I am back".
    meanwhile = "MEANWHILE",
    /// "confidential", "received in error": what programs and lawyers write below letters.
    disclaimer = "DISCLAIMER",
    /// "Mrs", "Herr": somebody else, where no "me" stands beside it.
    title = "TITLE",
    /// "about me".
    about_me = "ABOUTME",
    /// "reschedule", "tomorrow at ten": an appointment that is called off.
    appointment = "APPOINTMENT",
    /// The writer.
    me = "ME",
    /// "exploit", "vulnerability": a report about the product.
    security = "SECURITY",
    /// How long.
    duration = "DURATION",
    /// Until when.
    date = "DATE",
    /// Mail that must go on whatever is wanted: invoices, receipts, security alerts.
    transact = "TRANSACT",
    /// "You send me a newsletter": what a "stop it" in the next sentence is about.
    gets = "GETS",
    /// "this", "them": points back.
    it = "IT",
    /// Stands at the beginning of a sentence before which the writer spoke of mail they get.
    ante = "ANTE",
    /// "except".
    except = "EXCEPT",
    /// "the rest", "the others".
    rest = "REST",
    /// "about": what the mails of one topic are about.
    about = "ABOUT",
    /// "partners", "other firms".
    third = "THIRD",
    /// "of": the same, where the sentence says that it is only about a part.
    of = "OF",
    /// "weekly", "annoying": says nothing about which mails are meant.
    plain = "ADJ",
    /// "to miss": whoever does not want to miss mail wants it.
    miss_out = "MISSOUT",
    /// "it worked": whoever says so asks for nothing.
    worked = "WORKED",
    /// "where can I", "how do I": asks for the way, however politely.
    way = "WAY",
    /// An account, which is not a list.
    account = "ACCOUNT",
    /// "come", "arrive".
    comes = "COMES",
    /// "in German", "twice", "on paper": how something is not wanted, rather than that it is not.
    manner = "MANNER",
    /// "my screen", "the folder": what is shared without being told.
    screen = "SCREEN",
    /// "my data", "my details".
    data = "DATA",
    /// "thank you for": what follows is done.
    thanks_for = "THANKSFOR",
    /// "that", behind thanks.
    that = "THAT",
    /// "one more of these": the beginning of a threat.
    one_more = "ONEMORE",
    /// "my order", "the delivery": goods that are not to be sent.
    goods = "GOODS",
    /// "stop", which may stop anything.
    stop_word = "STOPWORD",
    /// "remove", which may remove anything.
    remove = "REMOVE",
    /// "cannot", "still": an attempt that failed.
    cannot = "CANNOT",
    /// "less often", "once a month is enough": how much mail, rather than whether.
    often = "OFTEN",
    /// "fewer", which may be fewer of anything.
    fewer = "FEWER",
    /// "every day", "weekly".
    every_day = "EVERYDAY",
    /// "once a month".
    period = "PERIOD",
    /// "send", "write".
    send = "SEND",
    /// "write to me": words for sending that no stop is made of.
    writes = "WRITES",
    /// "I never asked for this": told, and perhaps a wish to be rid of it.
    never_joined = "NEVERJOINED",
}

impl Classes {
    /// Whether what shows an intent is a negative itself.
    pub fn is_negative(&self, hits: &[Hit]) -> bool {
        let negative = [self.not, self.want_not, self.no_more, self.no_send, self.no_receive];
        hits.iter().any(|hit| negative.contains(&Some(hit.class)))
    }
}
