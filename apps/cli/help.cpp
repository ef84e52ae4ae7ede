#include "apps/cli/help.hpp"

#include <algorithm>

#include "grammar/base/utf8.hpp"

namespace rettesnor::cli {

namespace {

struct Row {
  std::string_view left, danish, english;
};

constexpr Row commands[] = {
    {"check SAG…", "bedøm sager: hvad kræver loven, hvornår, hvad mangler", "judge cases: what the law requires, when, what is missing"},
    {"explain SAG REGEL", "hvorfor, hvorfor ikke, og hvad der ville ændre det", "why, why not, and what would change it"},
    {"ask SAG", "de spørgsmål, der afklarer mest", "the questions that settle most"},
    {"due SAG…", "hvad der snart har frist; også som kalender (--ics)", "what falls due; also as a calendar (--ics)"},
    {"audit KILDE", "bedøm alle sager ind i en revisionsdatabase", "judge all cases into an audit database"},
    {"map init KILDE", "udkast til en tilknytning for en mappe med CSV eller en database", "draft a mapping for a folder of CSV or a database"},
    {"import ffb BUNDLE…", "læs indberetninger om voksne (FHIR-bundler efter FFB) som sager", "read reports about adults (FHIR bundles of FFB) as cases"},
    {"verify FIL", "er revisionsdatabasen eller udgivelsen uændret, og hvem har underskrevet?", "is the audit database or the bundle unchanged, and who signed?"},
    {"report DATABASE", "hvad revisionen fandt: tekst, CSV, XLSX eller HTML med billeder", "what the audit found: text, CSV, XLSX, or HTML with pictures"},
    {"cases DATABASE", "sagerne bag rapportens tal; kun for dem, der må se dem", "the cases behind the report's figures; only for those entitled"},
    {"sample DATABASE", "træk en stikprøve til bedømmelse ved mennesker", "draw a sample for people to judge"},
    {"review DATABASE [SVAR]", "læs bedømmernes svar ind; enighed og vægtede tal", "read the reviewers' answers; agreement and weighted figures"},
    {"invest MODEL", "hvad en indsats koster, og hvad der følger, pr. betaler og år", "what an effort costs and what follows, by payer and year"},
    {"implementation FIL", "hvad der hjælper, og hvad der står i vejen, pr. kommune og pakke", "what helps and what stands in the way, by municipality and package"},
    {"test [MAPPE…]", "kør reglernes eksempler; hvad møder de?", "run the tests in the rules; what do they meet?"},
    {"mutate [MAPPE…]", "indsæt småfejl i reglerne: opdager eksemplerne dem?", "put small mistakes into the rules: do the tests notice?"},
    {"diff GAMMEL NY", "hvad ændrer en ny udgave af reglerne i betydning, og i hvilken sag ses det?", "what does a new version of the rules change in meaning, and which case shows it?"},
    {"plan GAMMEL [NY]", "hvilke sager skifter bedømmelse med de nye regler (--cases)?", "which cases change verdict by the new rules (--cases)?"},
    {"docs [MAPPE…]", "reglerne som et dokument at læse: HTML eller PDF", "the rules as a document to read: HTML or PDF"},
    {"lint [MAPPE…]", "tjek regler: fejl, kilder, binding, evidens, skrivemåde", "check rules: mistakes, sources, binding, evidence, writing"},
    {"analyze [MAPPE…]", "hvad gælder for alle sager: modstrid, døde betingelser, huller, for lempelige tillæg", "what holds of all cases: contradictions, dead conditions, gaps, overlays too lax"},
    {"bundle MAPPE…", "pak regler til udgivelse", "package rules for publication"},
    {"sign FIL", "underskriv en udgivelse", "sign a bundle"},
    {"key new FIL", "lav et par nøgler at underskrive med", "make a pair of keys to sign with"},
    {"fmt FIL…", "sæt regelfiler op", "lay out rule files"},
    {"translate FIL…", "skift nøgleordenes sprog (--to da|en)", "change the language of the keywords (--to da|en)"},
    {"lsp", "sprogserver for editorer (LSP) på standard ind og ud", "language server for editors (LSP) on standard input and output"},
    {"explain-code KODE", "hvad en meddelelse betyder, f.eks. N001", "what a message means, e.g. N001"},
};

constexpr Row reading[] = {
    {"--rules STI", "regler: en mappe eller en fil (kan gentages); ellers findes `rules` fra arbejdsmappen og opad eller ved programmet",
     "rules: a folder or a file (may be repeated); else `rules` is found from the working folder upwards or beside the program"},
    {"--overlay FIL", "et lokalt tillæg", "a municipal overlay"},
    {"--as-of TID", "tidspunktet, der bedømmes på; en dato er hele dagen; ellers nu", "the time to judge at; a date is the whole day; else now"},
    {"--known-at TID", "kun det, der var registreret da", "only what was recorded by then"},
    {"--extraction-time TID", "hvornår oplysningerne blev trukket (påkrævet for .ndjson uden eget)", "when the data were drawn (needed for .ndjson without its own)"},
    {"--municipality KODE", "kommunens kode, f.eks. 0751", "the municipality's code, e.g. 0751"},
    {"--pin LÆSNING=ja|nej", "fasthold en læsning (kan gentages)", "settle a reading (may be repeated)"},
    {"--concept NAVN", "hvilket begreb sagen er en sag om", "the concept that the case is of"},
    {"--verified-only", "udelad regler, der ikke er efterprøvet", "leave out unverified rules"},
};

constexpr Row codes{"--codes [NAVN,…=]FIL", "kodeliste (FHIR-CodeSystem eller kode;titel) med titler til koder; med NAVN også hvilken oplysning der skal have sine koder fra den (kan gentages)",
                    "code list (FHIR CodeSystem or code;title) with titles for codes; with NAME also which fact must take its codes from it (may be repeated)"};

constexpr Row common[] = {
    {"--lang da|en", "meddelelsernes sprog (da)", "the language of messages (da)"},
    {"--config FIL", "indstillinger; ellers findes `rettesnor.toml`", "settings; else `rettesnor.toml` is looked for"},
    {"-v, --verbose", "vis, hvilke regler der blev indlæst", "show which rules were loaded"},
    {"-h, --help", "denne side", "this page"},
};

constexpr Row exits[] = {
    {"0", "i orden", "in order"},
    {"1", "fund: forsinket, ikke overholdt, til faglig vurdering; eller eksempler og lint, der fejler", "findings: late, breached, for judgement; or tests and lint that fail"},
    {"2", "fejl i kommandolinje, regler eller sager", "a mistake in the command line, the rules or the cases"},
    {"3", "delvist: nogle sager kunne ikke læses", "partial: some cases could not be read"},
    {"70", "intern fejl", "internal error"},
};

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  Page& line(std::string_view danish, std::string_view english) {
    out_.append(in(language_, danish, english)).append("\n");
    return *this;
  }
  Page& rows(std::string_view danish, std::string_view english, std::span<const Row> rows) {
    out_.append("\n").append(in(language_, danish, english)).append("\n");
    std::size_t widest = 0;
    for (const Row& row : rows) widest = std::max(widest, display_width(left(row)));
    for (const Row& row : rows) {
      const std::string name = left(row);
      std::string text = "  " + name + std::string(widest - display_width(name) + 2, ' ');
      text += in(language_, row.danish, row.english);
      out_ += wrap(text, widest + 4);
      out_ += '\n';
    }
    return *this;
  }
  /// The exit codes of a command about rules: what 0 and 1 mean for it, then what they mean for all.
  Page& exits_of(const Row& zero, const Row& one) {
    const Row own[] = {zero, one, {"2", "fejl i kommandolinje, filer eller regler", "a mistake in the command line, the files or the rules"}, exits[4]};
    return rows("Svarkoder", "Exit codes", own);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string left(const Row& row) const {
    std::string out(row.left);
    if (language_ == Language::english) {
      for (const auto& [da, en] : {std::pair{"SAG", "CASE"}, {"REGEL", "RULE"}, {"MAPPE", "FOLDER"}, {"FIL", "FILE"}, {"KILDE", "SOURCE"}, {"KODE", "CODE"},
                                   {"STI", "PATH"}, {"TID", "TIME"}, {"LÆSNING", "READING"}, {"=ja|nej", "=yes|no"}, {"NAVN", "NAME"}, {"TEKST", "TEXT"},
                                   {"ANTAL", "NUMBER"}, {"SVAR", "ANSWERS"}, {"TAL", "NUMBER"}, {"DAG", "DAY"}, {"ÅÅÅÅ-MM", "YYYY-MM"}, {"DOM", "VERDICT"}, {"GAMMEL", "OLD"}, {"NY", "NEW"}}) {
        for (std::size_t at = out.find(da); at != std::string::npos; at = out.find(da, at + 1)) {
          out.replace(at, std::string_view(da).size(), en);
          at += std::string_view(en).size() - 1;
        }
      }
    }
    return out;
  }

  // At 100 columns.
  static std::string wrap(const std::string& text, std::size_t hang) {
    std::string out;
    std::size_t start = 0;
    std::size_t room = 100;
    while (display_width(std::string_view(text).substr(start)) > room) {
      std::size_t cut = start;
      for (std::size_t at = text.find(' ', start); at != std::string::npos; at = text.find(' ', at + 1)) {
        if (display_width(std::string_view(text).substr(start, at - start)) > room) break;
        cut = at;
      }
      if (cut <= start) break;
      out.append(text, start, cut - start).append("\n").append(hang, ' ');
      start = cut + 1;
      room = 100 - hang;
    }
    return out.append(text, start);
  }

  Language language_;
  std::string out_;
};

void usage(Page& page, std::string_view danish, std::string_view english) {
  page.line(danish, english);
}

}  // namespace

std::string help_page(std::string_view topic, Language language) {
  Page page(language);
  constexpr Row formats{"--format text|json|ndjson", "tekst (standard), ét JSON-dokument, eller et pr. linje", "text (default), one JSON document, or one a line"};
  if (topic == "check") {
    usage(page, "rettesnor check SAG… [tilvalg]   bedøm sager (.yaml, .json, .ndjson, eller en mappe med dem)", "rettesnor check CASE… [options]   judge cases (.yaml, .json, .ndjson, or a folder of them)");
    const Row own[] = {formats, codes, {"--summary", "kun antal pr. regel (standard for .ndjson, med fund)", "only counts a rule (default for .ndjson, with findings)"}, {"--all", "vis også det, der er overholdt og ikke relevant, og alle fund", "show also what is fulfilled or not applicable, and every finding"}};
    page.rows("Tilvalg", "Options", own).rows("Regler og tid", "Rules and time", reading).rows("Fælles", "Common", common).rows("Svarkoder", "Exit codes", exits);
  } else if (topic == "explain") {
    usage(page, "rettesnor explain SAG REGEL [tilvalg]   hvorfor bedømmes reglen sådan", "rettesnor explain CASE RULE [options]   why the rule is judged so");
    const Row own[] = {formats, codes, {"--instance NAVN", "kun denne forekomst, f.eks. n1 eller n1#2", "only this instance, e.g. n1 or n1#2"}, {"--all", "også forekomster, der ikke er relevante", "also instances that are not applicable"}};
    page.rows("Tilvalg", "Options", own).rows("Regler og tid", "Rules and time", reading).rows("Fælles", "Common", common);
  } else if (topic == "ask") {
    usage(page, "rettesnor ask SAG [tilvalg]   de spørgsmål, hvis svar afklarer mest", "rettesnor ask CASE [options]   the questions whose answers settle most");
    const Row own[] = {formats, {"--most ANTAL", "højst så mange (10)", "at most so many (10)"}};
    page.rows("Tilvalg", "Options", own).rows("Regler og tid", "Rules and time", reading).rows("Fælles", "Common", common);
  } else if (topic == "due") {
    usage(page, "rettesnor due SAG… [tilvalg]   hvad der har frist", "rettesnor due CASE… [options]   what falls due");
    const Row own[] = {formats, {"--within TID", "dage eller uger frem: 30d (standard), 4u", "days or weeks ahead: 30d (default), 4w"}, {"--ics", "som kalender (RFC 5545) på standard output", "as a calendar (RFC 5545) on standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Regler og tid", "Rules and time", reading).rows("Fælles", "Common", common);
  } else if (topic == "audit") {
    usage(page, "rettesnor audit KILDE --as-of TID --out DATABASE [tilvalg]   bedøm alle sager i en fil med én sag pr. linje (.ndjson), eller i en mappe med CSV, en SQLite-database eller postgresql://… (--map)", "rettesnor audit SOURCE --as-of TIME --out DATABASE [options]   judge all cases of a file with one case a line (.ndjson), or of a folder of CSV, a SQLite database or postgresql://… (--map)");
    const Row own[] = {{"--out FIL", "databasen (SQLite), der skrives", "the database (SQLite) to write"}, {"--map FIL", "hvilke tabeller og kolonner der er hvad; se docs/sources.md", "which tables and columns are what; see docs/sources.md"}, codes, {"--resume", "fortsæt en afbrudt revision", "go on with an audit that was stopped"},
                       {"--period DAG..DAG", "de dage, indikatorerne måles på; ellers de tolv hele måneder før tidspunktet", "the days that indicators are measured on; else the twelve whole months before the time judged at"},
                       {"--threads ANTAL", "antal tråde (maskinens); ændrer intet i resultatet", "threads (the machine's); changes nothing in the result"}, {"--shard ANTAL", "linjer, der gemmes ad gangen (1024)", "lines that are kept at a time (1024)"},
                       {"--key-file FIL", "nøglen, sagsnumre pseudonymiseres med; ellers DATABASE.key", "the key that case ids are pseudonymised with; else DATABASE.key"}, {"--keep-ids", "gem sagsnumre, som de er", "keep case ids as they are"}, {"--keep-days", "gem dagen for hver forekomst, til `sample --latest-before`", "keep the day of each instance, for `sample --latest-before`"}, formats};
    page.rows("Tilvalg", "Options", own).rows("Regler og tid", "Rules and time", reading).rows("Fælles", "Common", common).rows("Svarkoder", "Exit codes", exits);
  } else if (topic == "map") {
    usage(page, "rettesnor map init KILDE [tilvalg]   udkast til en tilknytning, på standard output", "rettesnor map init SOURCE [options]   draft a mapping, on standard output");
    const Row own[] = {{"--rules STI", "regler: en mappe eller en fil (kan gentages)", "rules: a folder or a file (may be repeated)"}, {"--concept NAVN", "hvilket begreb sagerne er sager om", "the concept that the cases are of"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "verify") {
    usage(page, "rettesnor verify FIL [tilvalg]   efterprøv en revisionsdatabases kæde af fingeraftryk, eller en udgivelses filer og underskrifter", "rettesnor verify FILE [options]   check an audit database's chain of fingerprints, or a bundle's files and signatures");
    const Row own[] = {{"--head TAL", "kædens hoved eller udgivelsens fingeraftryk, som det blev noteret", "the chain's head or the bundle's fingerprint as it was noted"}, formats};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).exits_of({"0", "uændret, og underskrifterne kan godtages", "unchanged, and its signatures are accepted"}, {"1", "ændret, eller kan ikke godtages", "changed, or not accepted"});
  } else if (topic == "sample") {
    usage(page, "rettesnor sample DATABASE --rule NAVN --size ANTAL --seed TAL [tilvalg]   et ark til bedømmelse, uden maskinens svar", "rettesnor sample DATABASE --rule NAME --size NUMBER --seed NUMBER [options]   a sheet to judge, without the machine's answers");
    const Row own[] = {{"--rule NAVN", "reglen, hvis forekomster trækkes", "the rule whose instances are drawn"}, {"--size ANTAL", "antal forekomster", "how many instances"},
                       {"--seed TAL", "tallet, der trækkes efter; samme tal giver samme stikprøve", "the number to draw by; the same number gives the same sample"},
                       {"--strata none|municipality|verdict", "grupper, der trækkes i hver for sig (none): kommuner efter størrelse, udfald lige mange", "groups to draw in (none): municipalities by size, verdicts evenly"},
                       {"--latest-before DAG", "de seneste før en dag i stedet for tilfældige", "the latest before a day instead of random ones"},
                       {"--format csv", "den eneste form", "the only form"}, {"--out FIL", "arket, der skrives; ellers standard output", "the sheet to write; else standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "review") {
    usage(page, "rettesnor review DATABASE [SVAR] [tilvalg]   læs et udfyldt ark ind, og vis hvad bedømmerne sagde", "rettesnor review DATABASE [ANSWERS] [options]   read a sheet that was filled in, and show what the reviewers said");
    const Row own[] = {formats};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "report") {
    usage(page, "rettesnor report DATABASE [tilvalg]   hvad revisionen fandt; små tal skjules i alt, der skrives", "rettesnor report DATABASE [options]   what the audit found; small counts are hidden in all that is written");
    const Row own[] = {{"--rule NAVN", "kun denne regel, efter kommune og måned", "only this rule, by municipality and month"},
                       {"--format text|csv|xlsx|html", "tekst (standard), til et regneark, en projektmappe, eller en side med billeder", "text (default), for a spreadsheet, a workbook, or a page with pictures"},
                       {"--threshold ANTAL", "grupper under dette vises ikke (5; mindst 3)", "groups below this are not shown (5; at least 3)"},
                       {"--need FIL", "kommunernes befolkning og behov (CSV med kommune, befolkning, behov): rækkevidde mod behov", "the municipalities' population and need (CSV with municipality, population, need): reach against need"},
                       {"--municipality KODE", "siden til én kommunes ledelse, ved siden af landets tal (tekst eller html)", "the page for one municipality's leadership, beside the country's figures (text or html)"},
                       {"--register FIL", "til den: registret af drivkræfter og barrierer, som til `implementation`", "for it: the register of drivers and barriers, as for `implementation`"},
                       {"--after DATABASE", "en revision, hvis rapport er offentliggjort, og som rummer nogle af de samme sager; hvad de to sammen ville afsløre, skjules (kan gentages, ældste først)",
                        "an audit whose report is published, and which holds some of the same cases; what the two together would give away is hidden (may be repeated, oldest first)"},
                       {"-o, --out FIL", "filen at skrive; ellers standard output", "the file to write; else standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).rows("Svarkoder", "Exit codes", exits);
  } else if (topic == "cases") {
    usage(page, "rettesnor cases DATABASE [tilvalg]   sagerne bag rapportens tal: sag, sted i kilden, dom, frist, hvad der mangler, kilde", "rettesnor cases DATABASE [options]   the cases behind the report's figures: case, place in the source, verdict, due, what is missing, citation");
    page.line("", "").line("Kun for dem, der må se de enkelte sager. Små tal skjules ikke her, og listen må ikke offentliggøres.", "Only for those entitled to see single cases. Small counts are not hidden here, and the list must not be published.");
    page.line("Sagsnumre står, som databasen har dem: pseudonymiserede, medmindre revisionen blev kørt med --keep-ids.", "Case ids are as the database keeps them: pseudonymised, unless the audit was run with --keep-ids.");
    const Row own[] = {{"--rule NAVN", "kun denne regel", "only this rule"},
                       {"--municipality KODE", "den kommune, der handlede; `none`: ikke oplyst", "the municipality that acted; `none`: not known"},
                       {"--month ÅÅÅÅ-MM", "måneden, pligten regnes fra; `none`: ingen", "the month that the duty runs from; `none`: none"},
                       {"--verdict DOM", "late, breached, for_judgement, pending, fulfilled, not_applicable; eller som rapporten tæller: kept, missed, open, undetermined (kan gentages). Uden: alle, der kræver opmærksomhed",
                        "late, breached, for_judgement, pending, fulfilled, not_applicable; or as the report counts: kept, missed, open, undetermined (may be repeated). Without: all that need attention"},
                       {"--format text|csv|json", "tekst (standard), til et regneark, eller ét JSON-dokument", "text (default), for a spreadsheet, or one JSON document"},
                       {"-o, --out FIL", "filen at skrive; ellers standard output", "the file to write; else standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).rows("Svarkoder", "Exit codes", exits);
  } else if (topic == "test") {
    usage(page, "rettesnor test [MAPPE|FIL…] [tilvalg]   kør reglernes eksempler og sager med forventninger", "rettesnor test [FOLDER|FILE…] [options]   run the tests in the rules, and cases with expectations");
    page.line("", "").line("En sag siger under `expect`, hvad der skal komme af den, dag for dag; i mapper hedder den ….scenario.yaml (docs/testing_rules.md).", "A case says under `expect` what is to come of it, day by day; in folders it is called ….scenario.yaml (docs/testing_rules.md).");
    const Row own[] = {{"--filter TEKST", "kun eksempler, hvis navn rummer teksten", "only tests whose name contains the text"}, {"--rules STI", "regler, der indlæses med (kan gentages)", "rules to load as well (may be repeated)"},
                       {"--format text|json|ndjson|junit", "tekst (standard), ét JSON-dokument, et pr. linje, eller JUnits XML", "text (default), one JSON document, one a line, or JUnit's XML"},
                       {"--bless", "skriv det, reglerne siger i dag, ind i de eksempler, der fejler; læs forskellen, før du beholder den", "write what the rules say today into the tests that fail; read the difference before you keep it"},
                       {"--coverage", "hvad eksemplerne har mødt: betingelsers led, versioners dage, undtagelser, rækker. Så er formerne text, json, html og lcov", "what the tests have met: atoms of conditions, days of versions, exceptions, rows. The forms are then text, json, html and lcov"},
                       {"--propose", "med --coverage: eksempler, der ville lukke hullerne", "with --coverage: tests that would close the gaps"},
                       {"--threshold N", "med --coverage: svarkode 1, hvis mindre end N % er mødt", "with --coverage: exit 1 if less than N % is met"},
                       {"--all", "vis alle huller", "show all gaps"},
                       {"-o, --out FIL", "filen at skrive; ellers standard output", "the file to write; else standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).exits_of({"0", "alle eksempler holder", "all tests pass"}, {"1", "et eksempel fejler, eller for lidt er mødt (--threshold)", "a test fails, or too little is met (--threshold)"});
  } else if (topic == "mutate") {
    usage(page, "rettesnor mutate [MAPPE|FIL…] [tilvalg]   indsæt småfejl i reglerne, én ad gangen: opdager eksemplerne dem?", "rettesnor mutate [FOLDER|FILE…] [options]   put small mistakes into the rules, one at a time: do the tests notice?");
    page.line("", "").line("Filerne røres ikke. For hver småfejl, ingen opdager, vises et eksempel, der ville opdage den.", "The files are not touched. For each mistake that nobody notices, a test that would is shown.");
    const Row own[] = {{"--filter TEKST", "kun regler, hvis navn rummer teksten", "only rules whose name contains the text"},
                       {"--threshold N", "svarkode 1, hvis mindre end N % opdages (100)", "exit 1 if less than N % is noticed (100)"},
                       {"--all", "vis alle, der ikke opdages", "show all that are not noticed"},
                       {"--rules STI", "regler, der indlæses med (kan gentages)", "rules to load as well (may be repeated)"},
                       {"--format text|json", "tekst (standard) eller ét JSON-dokument", "text (default) or one JSON document"},
                       {"-o, --out FIL", "filen at skrive; ellers standard output", "the file to write; else standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).exits_of({"0", "alle småfejl opdages, eller så mange, --threshold siger", "all mistakes are noticed, or as many as --threshold says"}, {"1", "nogle opdages ikke", "some are not noticed"});
  } else if (topic == "diff") {
    usage(page, "rettesnor diff GAMMEL NY [tilvalg]   hvad en ny udgave af reglerne ændrer i betydning", "rettesnor diff OLD NEW [options]   what a new version of the rules changes in meaning");
    page.line("", "").line("Layout, rækkefølge, bemærkninger og nøgleordenes sprog er ingen ændring; titler og kilder står for sig.", "Layout, order, comments and the language of keywords are no change; titles and sources are listed apart.");
    const Row own[] = {{"--rules STI", "regler, der indlæses med på begge sider (kan gentages)", "rules to load as well on both sides (may be repeated)"},
                       {"--all", "vis alle regler, en ændring berører", "show all rules that a change touches"},
                       {"--format text|json", "tekst (standard) eller ét JSON-dokument", "text (default) or one JSON document"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).exits_of({"0", "intet er ændret i betydning", "nothing has changed in meaning"}, {"1", "noget er", "something has"});
  } else if (topic == "plan") {
    usage(page, "rettesnor plan GAMMEL [NY] --cases KILDE --as-of TID [tilvalg]   alle sager bedømt af begge: hvad skifter?", "rettesnor plan OLD [NEW] --cases SOURCE --as-of TIME [options]   all cases judged by both: what changes?");
    page.line("", "").line("Svarkode 0: intet skifter, 1: noget skifter, 3: nogle sager kunne ikke læses.", "Exit 0: nothing changes, 1: something changes, 3: some cases could not be read.");
    page.line("Sagsnumre vises, og små tal skjules ikke: svaret er til dem, der må se sagerne.", "Case ids are shown and small counts are not hidden: the answer is for those entitled to see the cases.");
    const Row own[] = {{"--cases KILDE", "en fil med én sag pr. linje (.ndjson), eller en kilde med --map", "a file with one case a line (.ndjson), or a source with --map"},
                       {"--map FIL", "hvilke tabeller og kolonner der er hvad; se docs/sources.md", "which tables and columns are what; see docs/sources.md"},
                       {"--pin-new LÆSNING=ja|nej", "fasthold en læsning på den nye side alene (kan gentages)", "settle a reading on the new side alone (may be repeated)"},
                       {"--overlay-new FIL", "et lokalt tillæg på den nye side alene", "a municipal overlay on the new side alone"},
                       {"--as-of-new TID", "et andet tidspunkt på den nye side", "another time on the new side"},
                       {"--threads ANTAL", "antal tråde (maskinens); ændrer intet i resultatet", "threads (the machine's); changes nothing in the result"},
                       {"--all", "vis alle skift og kommuner", "show all changes and municipalities"},
                       {"--format text|json", "tekst (standard) eller ét JSON-dokument", "text (default) or one JSON document"}};
    page.rows("Tilvalg", "Options", own).rows("Regler og tid", "Rules and time", reading).rows("Fælles", "Common", common);
  } else if (topic == "docs") {
    usage(page, "rettesnor docs [MAPPE|FIL…] [tilvalg]   reglerne som et dokument: retningslinjens egen tekst, hver regel i hele sætninger, kilder, eksempler, historik", "rettesnor docs [FOLDER|FILE…] [options]   the rules as a document: the guideline's own words, each rule in whole sentences, sources, examples, history");
    const Row own[] = {{"-o, --out STI", "FIL.html: én side. FIL.pdf: papir (kræver Chromium). Ellers en mappe: en forside og en side pr. pakke. Uden: én side på standard output", "FILE.html: one page. FILE.pdf: paper (needs Chromium). Else a folder: a front page and one page a package. Without: one page on standard output"},
                       {"--as-of DAG", "dagen, dokumentet vises for: hvilken udgave af en regel der står først, og hvilke gennemsyn der er overskredet; ellers i dag", "the day the document is shown for: which version of a rule stands first, and which reviews are past; else today"},
                       {"--rules STI", "regler, der indlæses med (kan gentages)", "rules to load as well (may be repeated)"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "lint") {
    usage(page, "rettesnor lint [MAPPE|FIL…] [tilvalg]   tjek regler", "rettesnor lint [FOLDER|FILE…] [options]   check rules");
    const Row own[] = {{"--rules STI", "regler, der indlæses med (kan gentages)", "rules to load as well (may be repeated)"},
                       {"--as-of TID", "dagen, som datoer for gennemgang holdes mod", "the day that review dates are held against"},
                       {"--cases KILDE", "sager (som til check), hvor reglerne bør have betydning (kan gentages)", "cases (as for check) in which the rules should be of consequence (may be repeated)"},
                       {"--extraction-time TID", "hvornår sagernes oplysninger blev trukket", "when the data of the cases were drawn"},
                       {"--concept NAVN", "hvilket begreb sagerne er sager om", "the concept that the cases are of"},
                       {"--format text|json|ndjson|sarif|github|gitlab", "tekst (standard), eller til andre værktøjer", "text (default), or for other tools"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).exits_of({"0", "intet at bemærke", "nothing to remark"}, {"1", "fejl eller bemærkninger", "mistakes or remarks"});
  } else if (topic == "analyze") {
    usage(page, "rettesnor analyze [MAPPE|FIL…] [tilvalg]   led efter fejl, som ingen sag har vist endnu", "rettesnor analyze [FOLDER|FILE…] [options]   look for mistakes that no case has shown yet");
    const Row own[] = {{"--same REGEL REGEL", "giver de to regler altid samme udfald?", "do the two rules always give the same verdict?"}, {"--overlay FIL", "et lokalt tillæg, der undersøges med", "a municipal overlay to look at as well"}, {"--rules STI", "regler, der indlæses med (kan gentages)", "rules to load as well (may be repeated)"}, {"--format text|json", "tekst (standard) eller ét JSON-dokument", "text (default) or one JSON document"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).exits_of({"0", "intet fundet, eller svaret på --same", "nothing found, or the answer to --same"}, {"1", "noget fundet", "something found"});
  } else if (topic == "invest") {
    usage(page, "rettesnor invest MODEL.yaml [tilvalg]   nettoresultat pr. betaler og år, hvad det afhænger af, og hvad der er fundet for borgerne", "rettesnor invest MODEL.yaml [options]   net result by payer and year, what it depends on, and what was found for the citizens");
    const Row own[] = {{"--format text|json|xlsx|html", "tekst (standard), JSON, projektmappe, eller en side med billeder", "text (default), JSON, a workbook, or a page with pictures"}, {"-o, --out FIL", "filen, der skrives; xlsx skal have en", "the file to write; xlsx needs one"},
                       {"--seed TAL", "frø til de tilfældige trækninger (1); samme tal giver samme resultat", "seed of the random draws (1); the same number gives the same result"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "implementation") {
    usage(page, "rettesnor implementation REGISTER.yaml [tilvalg]   drivkræfter og barrierer, bedømmernes enighed, hvad der skiller høj fra lav, tiltag over tid", "rettesnor implementation REGISTER.yaml [options]   drivers and barriers, raters' agreement, what separates high from low, actions overdue");
    const Row own[] = {{"--audit DATABASE", "en revision: foreslår, hvor der kan være en barriere; små tal skjules", "an audit: proposes where there may be a barrier; small counts are hidden"},
                       {"--after DATABASE", "en tidligere revision, hvis rapport er offentliggjort, som til `report`; hvad de to sammen ville afsløre, skjules (kan gentages, ældste først)",
                        "an earlier audit whose report is published, as for `report`; what the two together would give away is hidden (may be repeated, oldest first)"},
                       {"--by municipality|package", "hvad der står sammen (municipality)", "what stands together (municipality)"},
                       {"--as-of DAG", "dagen, tiltagene holdes mod; ellers i dag", "the day that actions are held against; else today"}, {"--threshold TAL", "revisionens mindste antal, der vises (5, aldrig under 3)", "the audit's fewest that are shown (5, never below 3)"},
                       {"--format text|json|html", "tekst (standard), JSON eller en side", "text (default), JSON or a page"}, {"-o, --out FIL", "filen, der skrives; ellers standard output", "the file to write; else standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "import") {
    usage(page, "rettesnor import ffb BUNDLE… --map FIL [tilvalg]   læs FHIR-bundler efter FFB's indberetningsguide (filer og mapper) som sager, én pr. linje", "rettesnor import ffb BUNDLE… --map FILE [options]   read FHIR bundles of the FFB reporting guide (files and folders) as cases, one a line");
    const Row own[] = {{"--map FIL", "hvilke tabeller og kolonner der er hvad; se docs/ffb.md", "which tables and columns are what; see docs/ffb.md"}, {"--out FIL", "filen (.ndjson), der skrives; ellers standard output", "the file (.ndjson) to write; else standard output"}, codes,
                       {"--known-at TID", "kun bundler til og med da: præcis det, der var kendt", "only bundles up to then: exactly what was known"}, {"--extraction-time TID", "til sager, hvis tilknytning ikke giver et udtrækstidspunkt", "for cases whose mapping gives no extraction time"},
                       {"--concept NAVN", "hvilket begreb sagen er en sag om", "the concept that the case is of"}, {"--rules STI", "reglerne (kan gentages)", "the rules (may be repeated)"}, {"--format text|json", "med --out: tællinger og fund som tekst (standard) eller JSON", "with --out: counts and findings as text (default) or JSON"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).rows("Svarkoder", "Exit codes", exits);
  } else if (topic == "bundle") {
    usage(page, "rettesnor bundle MAPPE… --out FIL [tilvalg]   pak regler til én fil med fortegnelse; samme regler giver samme bytes", "rettesnor bundle FOLDER… --out FILE [options]   package rules as one file with a manifest; the same rules give the same bytes");
    const Row own[] = {{"--out FIL", "udgivelsen, der skrives; overskriver ikke", "the bundle to write; overwrites nothing"}, {"--previous FIL", "en tidligere udgivelse, hvis versioner står fast (kan gentages)", "an earlier bundle, whose versions stay as they are (may be repeated)"},
                       {"--rules STI", "regler, som de pakkede bruger (kan gentages)", "rules that the packaged ones use (may be repeated)"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common).exits_of({"0", "udgivelsen er skrevet", "the bundle is written"}, {"1", "en pakke har et andet indhold end i samme version før (--previous)", "a package differs from the same version before (--previous)"});
  } else if (topic == "sign") {
    usage(page, "rettesnor sign FIL --key FIL --role author|approver --name NAVN [tilvalg]   underskriv en udgivelse, på stedet", "rettesnor sign FILE --key FILE --role author|approver --name NAME [options]   sign a bundle, in place");
    const Row own[] = {{"--key FIL", "den hemmelige nøgle", "the secret key"}, {"--role author|approver", "som den, der har skrevet, eller den, der godkender", "as who wrote it, or as who approves"},
                       {"--name NAVN", "hvem der underskriver", "who signs"}, {"--at TID", "hvornår; ellers nu", "when; else now"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "key") {
    usage(page, "rettesnor key new FIL   lav en hemmelig nøgle (FIL, kun læselig for dig) og en offentlig (FIL.pub)", "rettesnor key new FILE   make a secret key (FILE, readable by you only) and a public one (FILE.pub)");
    page.rows("Fælles", "Common", common);
  } else if (topic == "fmt") {
    usage(page, "rettesnor fmt FIL… [tilvalg]   sæt regelfiler op, på stedet", "rettesnor fmt FILE… [options]   lay out rule files, in place");
    const Row own[] = {{"--check", "skriv intet; svarkode 1, hvis noget ville ændres", "write nothing; exit 1 if something would change"}, {"--diff", "vis ændringerne; skriv intet", "show the changes; write nothing"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "translate") {
    usage(page, "rettesnor translate FIL… --to da|en [tilvalg]   skift nøgleordenes sprog", "rettesnor translate FILE… --to da|en [options]   change the language of the keywords");
    const Row own[] = {{"--to da|en", "sproget at skifte til", "the language to change to"}, {"--write", "skriv i filen; ellers på standard output", "write to the file; else to standard output"}};
    page.rows("Tilvalg", "Options", own).rows("Fælles", "Common", common);
  } else if (topic == "explain-code") {
    usage(page, "rettesnor explain-code KODE   hvad en meddelelse betyder", "rettesnor explain-code CODE   what a message means");
    page.rows("Fælles", "Common", common);
  } else {
    page.line("rettesnor – nationale retningslinjer, lov og standarder som regler, der kan køre", "rettesnor – national guidelines, law and standards as rules that run");
    page.line("", "");
    usage(page, "Brug: rettesnor KOMMANDO [tilvalg]", "Usage: rettesnor COMMAND [options]");
    const Row more[] = {{"--version", "programmets version", "the program's version"}, {"KOMMANDO --help", "kommandoens tilvalg", "the options of a command"}, common[0]};
    page.rows("Kommandoer", "Commands", commands).rows("Mere", "More", more).rows("Svarkoder", "Exit codes", exits);
  }
  return page.take();
}

}  // namespace rettesnor::cli
