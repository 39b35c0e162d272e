//! All rule files compiled: one automaton over the terms of all languages, and the rules that join their hits.

use std::collections::{HashMap, HashSet};

use aho_corasick::AhoCorasick;

use super::normal::{fold, is_unspaced};
use super::source::{self, Item, Name, Pattern, RuleError, RuleLine, Wrong};

/// Longest particle written onto a word, in letters.
const PREFIX_MAX: usize = 4;
/// Shorter terms stand by themselves: with a particle they would be found in other words.
const PREFIXED_MIN: usize = 3;

/// Words of at most so many letters must be written with the marks of the term, or without.
const ACCENTED: usize = 2;

/// A set of languages, one bit each.
pub type Languages = u64;

/// The number of a class.
pub type ClassId = u16;

/// One term's meaning.
#[derive(Clone, Debug)]
struct Entry {
    languages: Languages,
    class: ClassId,
    begins_word: bool,
    ends_word: bool,
    accent: Option<bool>,
    /// As the rule file writes it, in a language whose marks tell words apart.
    written: Option<String>,
}

/// A term found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it means.
    pub class: ClassId,
    /// First byte of the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// In which languages.
    pub languages: Languages,
    /// Made by a derivation: other words may stand inside it.
    pub made: bool,
    /// For the shortest words, whether they are written with a mark: "si" is not "sí".
    pub accent: Option<bool>,
}

/// What the words of a class are worth, where they are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number word.
    Number(u32),
    /// So many days.
    Unit(u32),
    /// A month, from 1.
    Month(u32),
    /// So many days by itself.
    Span(u32),
}

/// A language's own data.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// BCP 47 primary tag.
    pub tag: String,
    /// Letters that speak for it.
    pub letters: HashSet<char>,
    /// No space between words.
    pub unspaced: bool,
    /// Words that differ by their marks only are different words.
    pub marked: bool,
    digraphs: Vec<(char, String)>,
    prefixes: HashSet<String>,
}

/// A compiled element: how many words may lie before it, and the classes it may be.
pub type Element = (usize, Vec<ClassId>);

/// What a rule makes of its match.
#[derive(Clone, Debug)]
pub enum Effect {
    /// A hit of this class.
    Derive(ClassId),
    /// A sign of an intent.
    Show(Box<RuleLine>),
}

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it makes of its match.
    pub effect: Effect,
    /// Languages it holds for.
    pub languages: Languages,
    /// Parts in any order.
    pub groups: Vec<Vec<Element>>,
    /// What must not stand in the sentence.
    pub absent: Vec<ClassId>,
}

/// Terms, rules and language profiles.
#[derive(Debug)]
pub struct Lexicon {
    automaton: AhoCorasick,
    entries: Vec<Vec<Entry>>,
    names: Vec<String>,
    values: Vec<Option<Value>>,
    ids: HashMap<String, ClassId>,
    /// By bit.
    pub languages: Vec<Language>,
    /// In order: derivations before what uses them.
    pub rules: Vec<Rule>,
    /// How much each common word says for each language.
    pub common: HashMap<String, Languages>,
    /// Words in which typing errors are forgiven.
    pub forgiven: Vec<(Vec<char>, ClassId, Languages)>,
}

impl Lexicon {
    /// Compiles files, later ones adding to and replacing what stands in earlier ones.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn compile(files: &[(&str, &str)]) -> Result<Self, RuleError> {
        let mut building = Building::default();
        for (file, text) in files {
            building.start_file();
            for (line, content) in source::lines(text) {
                source::item(&content).and_then(|item| building.add(item)).map_err(|what| RuleError {
                    file: (*file).to_owned(),
                    line,
                    what,
                })?;
            }
        }
        building.finish()
    }

    /// The number of a class, if any file uses it.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.ids.get(name).copied()
    }

    /// The name of a class.
    pub fn name(&self, class: ClassId) -> &str {
        self.names.get(usize::from(class)).map_or("", String::as_str)
    }

    /// What the words of a class are worth.
    pub fn value(&self, class: ClassId) -> Option<Value> {
        self.values.get(usize::from(class)).copied().flatten()
    }

    /// Every term of every language in a folded text, in order. `spelt` gives the writer's own spelling of a range, or
    /// nothing where it is not known.
    pub fn hits<'t>(&self, text: &str, spelt: impl Fn(usize, usize) -> &'t str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(text) {
            let (start, end) = (found.start(), found.end());
            let begins = !joins(
                text.get(..start).and_then(|b| b.chars().next_back()),
                text.get(start..end).and_then(|m| m.chars().next()),
            );
            let ends = !joins(
                text.get(start..end).and_then(|m| m.chars().next_back()),
                text.get(end..).and_then(|a| a.chars().next()),
            );
            let entries = self.entries.get(found.pattern().as_usize()).map_or(&[][..], Vec::as_slice);
            // Whatever is written onto the beginning of a word belongs to the hit.
            let whole = if begins { Some(start) } else { None };
            for entry in entries.iter().filter(|e| ends || !e.ends_word) {
                let behind = || self.behind_prefix(text, start, end, entry.languages);
                let Some(start) = whole.or_else(|| if entry.begins_word { behind() } else { Some(start) }) else {
                    continue;
                };
                if entry
                    .written
                    .as_ref()
                    .is_some_and(|written| is_other_word(written, spelt(found.start(), found.end())))
                {
                    continue;
                }
                // A stem's hit reaches to the end of its word.
                let end = if entry.ends_word || ends { end } else { word_end(text, end) };
                hits.push(Hit {
                    class: entry.class,
                    start,
                    end,
                    languages: entry.languages,
                    made: false,
                    accent: entry.accent,
                });
            }
        }
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits
    }

    /// Where the word begins, if all that stands before the term is a particle of one of these languages.
    fn behind_prefix(&self, text: &str, start: usize, end: usize, languages: Languages) -> Option<usize> {
        let before = text.get(..start)?;
        let run = before.chars().rev().take_while(|c| c.is_alphanumeric()).take(PREFIX_MAX + 1);
        let word = start - run.map(char::len_utf8).sum::<usize>();
        let prefix = text.get(word..start)?;
        let own = self
            .languages
            .iter()
            .enumerate()
            .filter(|(at, _)| languages.count_ones() == 1 && languages & (1 << at) != 0);
        let takes = own.map(|(_, own)| &own.prefixes).any(|prefixes| prefixes.contains(prefix));
        (takes && text.get(start..end)?.chars().count() >= PREFIXED_MIN).then_some(word)
    }
}

/// Whether a word is spelt with other marks than the term; one without any was written in a hurry.
fn is_other_word(written: &str, spelt: &str) -> bool {
    !spelt.is_ascii() && spelt.to_lowercase() != written
}

/// Whether two characters belong to one word.
fn joins(left: Option<char>, right: Option<char>) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    inside(left) && inside(right)
}

fn word_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(|c: char| !c.is_alphanumeric() || is_unspaced(c)).unwrap_or(rest.len())
}

fn value(name: &str) -> Option<Value> {
    let (what, number) = name.split_once(':')?;
    let number = number.parse().ok()?;
    match what {
        "number" => Some(Value::Number(number)),
        "unit" => Some(Value::Unit(number)),
        "month" => Some(Value::Month(number)),
        "span" => Some(Value::Span(number)),
        _ => None,
    }
}

/// A rule as it stands before everything is known.
struct Draft {
    effect: Effect,
    language: Option<usize>,
    pattern: Pattern,
    file: usize,
}

#[derive(Default)]
struct Building {
    terms: HashMap<String, Vec<Entry>>,
    names: Vec<String>,
    ids: HashMap<String, ClassId>,
    languages: Vec<Language>,
    drafts: Vec<Draft>,
    common: HashMap<String, Languages>,
    forgiven: Vec<(Vec<char>, ClassId, Languages)>,
    current: Option<Scope>,
    file: usize,
}

/// What the lines of a file are for.
#[derive(Clone, Copy)]
enum Scope {
    /// Shared rules over classes.
    Shared,
    /// Terms that are understood in every language.
    Any,
    /// One language.
    One(usize),
}

impl Building {
    fn start_file(&mut self) {
        self.current = None;
        self.file += 1;
    }

    fn add(&mut self, item: Item) -> Result<(), Wrong> {
        if let Item::Language(tag) = item {
            return self.scope(&tag);
        }
        let scope = self.current.ok_or(Wrong::NoLanguage)?;
        match item {
            Item::Language(_) => Ok(()),
            Item::Common(words) => {
                let bits = self.bits(scope);
                words.iter().for_each(|word| *self.common.entry(fold(word)).or_default() |= bits);
                Ok(())
            }
            Item::Letters(letters) => {
                self.own(scope, |own| own.letters.extend(letters.chars().filter(|c| !c.is_whitespace())))
            }
            Item::Marked => self.own(scope, |own| own.marked = true),
            Item::Unspaced => self.own(scope, |own| own.unspaced = true),
            Item::Prefixes(some) => self.own(scope, |own| own.prefixes.extend(some.iter().map(|one| fold(one)))),
            Item::Digraphs(pairs) => self.own(scope, |own| own.digraphs.extend(pairs)),
            Item::Class(name, terms) => terms.iter().try_for_each(|term| self.term(scope, &name, term)),
            Item::Less(name, terms) => terms.iter().try_for_each(|term| self.less(scope, &name, term)),
            Item::Derive(class, pattern) => {
                let class = self.id(&class)?;
                self.draft(scope, Effect::Derive(class), pattern)
            }
            Item::Rule(line) => {
                let (id, file) = (line.id.clone(), self.file);
                self.drafts.retain(|draft| draft.file == file || draft.id() != Some(&id));
                let pattern = line.pattern.clone();
                self.draft(scope, Effect::Show(Box::new(line)), pattern)
            }
            Item::Drop(id) => {
                self.drafts.retain(|draft| draft.id() != Some(&id));
                Ok(())
            }
        }
    }

    fn scope(&mut self, tag: &str) -> Result<(), Wrong> {
        self.current = Some(match tag {
            "all" => Scope::Shared,
            "any" => Scope::Any,
            tag => Scope::One(self.language(tag)?),
        });
        Ok(())
    }

    fn language(&mut self, tag: &str) -> Result<usize, Wrong> {
        if let Some(at) = self.languages.iter().position(|known| known.tag == tag) {
            return Ok(at);
        }
        if self.languages.len() == Languages::BITS as usize {
            return Err(Wrong::TooMany);
        }
        self.languages.push(Language { tag: tag.to_owned(), ..Language::default() });
        Ok(self.languages.len() - 1)
    }

    fn own(&mut self, scope: Scope, change: impl FnOnce(&mut Language)) -> Result<(), Wrong> {
        let Scope::One(at) = scope else { return Err(Wrong::Line) };
        self.languages.get_mut(at).map(change).ok_or(Wrong::Line)
    }

    fn bits(&self, scope: Scope) -> Languages {
        match scope {
            Scope::Shared | Scope::Any => Languages::MAX,
            Scope::One(at) => 1 << at,
        }
    }

    fn id(&mut self, name: &str) -> Result<ClassId, Wrong> {
        if let Some(id) = self.ids.get(name) {
            return Ok(*id);
        }
        let id = ClassId::try_from(self.names.len()).map_err(|_| Wrong::TooMany)?;
        self.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        Ok(id)
    }

    fn term(&mut self, scope: Scope, class: &str, term: &str) -> Result<(), Wrong> {
        let class = self.id(class)?;
        let languages = self.bits(scope);
        let (term, forgiven) = term.strip_prefix('~').map_or((term, false), |term| (term, true));
        for spelling in self.spellings(scope, term) {
            let (core, entry) = self.entry(scope, &spelling, class, languages)?;
            if forgiven {
                self.forgiven.push((core.chars().collect(), class, languages));
            }
            self.terms.entry(core).or_default().push(entry);
        }
        Ok(())
    }

    /// The term as written, and with its marked letters written out.
    fn spellings(&self, scope: Scope, term: &str) -> Vec<String> {
        let mut all = vec![term.to_owned()];
        if let Scope::One(at) = scope {
            let written = self.languages.get(at).map_or(&[][..], |own| own.digraphs.as_slice());
            let other = written.iter().fold(term.to_owned(), |text, (letter, letters)| text.replace(*letter, letters));
            if other != term {
                all.push(other);
            }
        }
        all
    }

    fn entry(&self, scope: Scope, term: &str, class: ClassId, languages: Languages) -> Result<(String, Entry), Wrong> {
        let unspaced = matches!(scope, Scope::One(at) if self.languages.get(at).is_some_and(|own| own.unspaced));
        let core = fold(term.trim_matches('*').trim());
        if core.is_empty() {
            return Err(Wrong::Term(term.to_owned()));
        }
        let entry = Entry {
            languages,
            class,
            begins_word: !term.starts_with('*') && (!unspaced || core.is_ascii()),
            ends_word: !term.ends_with('*') && (!unspaced || core.is_ascii()),
            written: matches!(scope, Scope::One(at) if self.languages.get(at).is_some_and(|own| own.marked))
                .then(|| term.trim_matches('*').trim().to_lowercase()),
            accent: (core.is_ascii() && core.len() <= ACCENTED).then(|| !term.is_ascii()),
        };
        Ok((core, entry))
    }

    fn less(&mut self, scope: Scope, class: &str, term: &str) -> Result<(), Wrong> {
        let class = self.id(class)?;
        let bits = self.bits(scope);
        let core = fold(term.trim_matches(['*', '~']).trim());
        let entries = self.terms.get_mut(&core).ok_or_else(|| Wrong::Term(term.to_owned()))?;
        entries.iter_mut().filter(|entry| entry.class == class).for_each(|entry| entry.languages &= !bits);
        self.forgiven.retain(|(word, of, _)| *of != class || !word.iter().copied().eq(core.chars()));
        Ok(())
    }

    fn draft(&mut self, scope: Scope, effect: Effect, pattern: Pattern) -> Result<(), Wrong> {
        let language = if let Scope::One(at) = scope { Some(at) } else { None };
        let every = pattern.groups.iter().flatten().flat_map(|(_, names)| names).chain(&pattern.absent);
        for name in every.cloned().collect::<Vec<_>>() {
            match name {
                Name::Class(class) => self.id(&class).map(|_| ())?,
                Name::Quoted(_) if language.is_none() => return Err(Wrong::Quotes),
                Name::Quoted(words) => self.term(scope, &format!("\"{words}\""), &words)?,
            }
        }
        self.drafts.push(Draft { effect, language, pattern, file: self.file });
        Ok(())
    }

    fn finish(mut self) -> Result<Lexicon, RuleError> {
        let mut terms: Vec<(String, Vec<Entry>)> = std::mem::take(&mut self.terms).into_iter().collect();
        terms.sort_by(|a, b| a.0.cmp(&b.0));
        let too_many = || RuleError { file: "rules".to_owned(), line: 0, what: Wrong::TooMany };
        let automaton = AhoCorasick::new(terms.iter().map(|(term, _)| term)).map_err(|_| too_many())?;
        let ids = self.ids;
        // Derivations of a language come before the shared ones, which build on them.
        let mut drafts = self.drafts;
        drafts.sort_by_key(|draft| (matches!(draft.effect, Effect::Show(_)), draft.language.is_none()));
        let rules = drafts.into_iter().map(|draft| draft.compile(&ids)).collect();
        Ok(Lexicon {
            automaton,
            entries: terms.into_iter().map(|(_, entries)| entries).collect(),
            values: self.names.iter().map(|name| value(name)).collect(),
            names: self.names,
            ids,
            languages: self.languages,
            rules,
            common: self.common,
            forgiven: self.forgiven,
        })
    }
}

impl Draft {
    fn id(&self) -> Option<&String> {
        match &self.effect {
            Effect::Show(line) => Some(&line.id),
            Effect::Derive(_) => None,
        }
    }

    fn compile(self, ids: &HashMap<String, ClassId>) -> Rule {
        let id = |name: &Name| match name {
            Name::Class(class) => ids.get(class).copied(),
            Name::Quoted(words) => ids.get(&format!("\"{words}\"")).copied(),
        };
        let element = |(gap, names): &(usize, Vec<Name>)| (*gap, names.iter().filter_map(id).collect());
        Rule {
            effect: self.effect,
            languages: self.language.map_or(Languages::MAX, |at| 1 << at),
            groups: self.pattern.groups.iter().map(|group| group.iter().map(element).collect()).collect(),
            absent: self.pattern.absent.iter().filter_map(id).collect(),
        }
    }
}
