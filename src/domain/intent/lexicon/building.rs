//! Compiling rule files: line by line into terms and drafts, then all at once.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::super::normal::fold;
use super::super::source::{Item, Name, Pattern, RuleError, Wrong};
use super::{ClassId, Effect, Entry, Language, Languages, Lexicon, Rule, Value};

/// Words of at most so many letters must be written with the marks of the term, or without.
const ACCENTED: usize = 2;

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
pub(super) struct Building {
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
    pub(super) fn start_file(&mut self) {
        self.current = None;
        self.file += 1;
    }

    pub(super) fn add(&mut self, item: Item) -> Result<(), Wrong> {
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

    pub(super) fn finish(mut self) -> Result<Lexicon, RuleError> {
        let mut terms: Vec<(String, Vec<Entry>)> = std::mem::take(&mut self.terms).into_iter().collect();
        terms.sort_by(|a, b| a.0.cmp(&b.0));
        let too_many = || RuleError { file: "rules".to_owned(), line: 0, what: Wrong::TooMany };
        let automaton = AhoCorasick::new(terms.iter().map(|(term, _)| term)).map_err(|_| too_many())?;
        let mut spoken = vec![0; self.names.len()];
        for entry in terms.iter().flat_map(|(_, entries)| entries) {
            spoken.get_mut(usize::from(entry.class)).into_iter().for_each(|bits| *bits |= entry.languages);
        }
        let writes_on = |(at, own): (usize, &Language)| if own.prefixes.is_empty() { 0 } else { 1 << at };
        let prefixed = self.languages.iter().enumerate().map(writes_on).fold(0, |bits, bit: Languages| bits | bit);
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
            spoken,
            prefixed,
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
