// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.finetune.data.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hundred leaks are planted into real texts: all are found, and of texts that are none at most 1 % are called one. */
class LeakProofTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PLANTED = 100;

    /** Ways to hide a text, which leave it the same question. */
    private static final List<BiFunction<String, Random, String>> DISGUISES = List.of(
            (text, random) -> text,
            (text, random) -> "Please answer as an expert. " + text + " Think before you answer, and be brief.",
            (text, random) -> wide(text).toUpperCase(Locale.ROOT),
            (text, random) -> numerals(text),
            LeakProofTest::reworded);

    @Test
    void ofEnglishQuestionsOnReports() throws IOException {
        List<String> questions = new ArrayList<>();
        for (JsonNode context : MAPPER.readTree(Files.readString(Shared.data("tatqa/tatqa_dataset_dev.json")))) {
            context.path("questions")
                    .forEach(each -> questions.add(each.path("question").asText()));
        }
        check(questions, pubmed());
    }

    @Test
    void ofEnglishQuestionsOnPapersAmongOthersOfTheSameSort() throws IOException {
        List<String> questions = pubmed();
        check(questions.subList(0, 500), questions.subList(500, questions.size()));
    }

    @Test
    void ofJapaneseQuestionsOnLawAmongReportsOfCompanies() throws IOException {
        List<String> questions = new ArrayList<>();
        for (JsonNode each : MAPPER.readTree(Files.readString(Shared.data("lawqa_jp/selection.json")))
                .path("samples")) {
            questions.add(each.path("問題文").asText());
        }
        List<String> others = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.data("chabsa/demo_corpus.jsonl"))) {
            others.addAll(List.of(MAPPER.readTree(line).path("text").asText().split("。")));
        }
        others.removeIf(sentence -> sentence.length() < 30);
        check(questions, others.subList(0, 1_000));
    }

    @Test
    void ofTheHandbookThatIsPartOfTheProject() throws IOException {
        List<String> sentences = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Shared.examples("handbook"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    Stream.of(line.split("(?<=[.。]) ?"))
                            .filter(each -> each.length() > 30 && !each.startsWith("|") && !each.startsWith("*"))
                            .forEach(sentences::add);
                }
            }
        }
        Collections.shuffle(sentences, new Random(3));
        check(sentences.subList(0, 300), sentences.subList(300, sentences.size()));
    }

    /** Neither the threshold nor the weights were chosen with these in view. */
    @Test
    void ofClaimsAmongQuestionsToABank() throws IOException {
        List<String> claims = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.data("scifact/queries.jsonl"))) {
            claims.add(MAPPER.readTree(line).path("text").asText());
        }
        check(claims, Files.readAllLines(Shared.data("banking77/train.csv")));
    }

    /** As above, in Japanese. */
    @Test
    void ofJapaneseQuestionsOnReportsAmongQuestionsOnLaw() throws IOException {
        List<String> questions = new ArrayList<>();
        MAPPER.readTree(Files.readString(Shared.data("jfinqa/jfinqa_lite_v1.json")))
                .findValues("question")
                .forEach(each -> questions.add(each.asText()));
        List<String> others = new ArrayList<>();
        for (JsonNode each : MAPPER.readTree(Files.readString(Shared.data("lawqa_jp/selection.json")))
                .path("samples")) {
            each.path("選択肢").asText().lines().forEach(others::add);
        }
        check(questions, others);
    }

    private static List<String> pubmed() throws IOException {
        List<String> questions = new ArrayList<>();
        MAPPER.readTree(Files.readString(Shared.data("pubmedqa/ori_pqal.json")))
                .forEach(each -> questions.add(each.path("QUESTION").asText()));
        return questions;
    }

    private static void check(List<String> benchmark, List<String> others) {
        LeakCheck check = LeakCheck.of(benchmark);
        Random random = new Random(1);
        List<String> drawn = new ArrayList<>(new LinkedHashSet<>(benchmark));
        drawn.removeIf(text -> text.length() < 25);
        Collections.shuffle(drawn, random);
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < PLANTED; i++) {
            String original = drawn.get(i);
            Optional<Leak> found =
                    check.find(DISGUISES.get(i % DISGUISES.size()).apply(original, random));
            if (found.isEmpty()) {
                missed.add(original);
            }
        }
        Set<String> known = new HashSet<>(benchmark);
        List<String> falseAlarms = others.stream()
                .filter(text -> !known.contains(text) && check.find(text).isPresent())
                .toList();

        assertThat(missed).isEmpty();
        assertThat(others).hasSizeGreaterThan(200);
        assertThat(falseAlarms.size() / (double) others.size())
                .as(() -> String.join("\n", falseAlarms))
                .isLessThanOrEqualTo(0.01);
    }

    /** Full-width letters and digits. */
    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(each -> wide.append((char) (each > ' ' && each < 0x7F ? each + 0xFEE0 : each)));
        return wide.toString();
    }

    /** Numbers of one digit in words or kanji, longer ones by position. */
    private static String numerals(String text) {
        boolean isJapanese = text.codePoints().anyMatch(each -> each > 0x3000);
        List<String> words = List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
        Matcher numbers =
                Pattern.compile("(?<![\\d.,a-zA-Z])\\d+(?![\\d.,a-zA-Z])").matcher(text);
        return numbers.replaceAll(number -> {
            String digits = number.group();
            if (!isJapanese) {
                return digits.length() == 1 ? words.get(digits.charAt(0) - '0') : digits;
            }
            StringBuilder kanji = new StringBuilder();
            digits.chars().forEach(digit -> kanji.append("〇一二三四五六七八九".charAt(digit - '0')));
            return kanji.toString();
        });
    }

    /** Other words for small ones, another beginning, and one word in eight replaced or left out. */
    private static String reworded(String text, Random random) {
        if (text.codePoints().anyMatch(each -> each > 0x3000)) {
            String other = text.replace("教えてください", "述べよ")
                    .replace("場合", "とき")
                    .replace("について", "に関して")
                    .replace("として", "であって")
                    .replace("、", "");
            return "問：" + other;
        }
        Map<String, String> others = Map.of(
                "What is",
                "Tell me",
                "what is",
                "tell me",
                "Does",
                "Is it true that",
                "Can",
                "Is it possible that",
                "How much",
                "Which amount");
        String other = text;
        for (Map.Entry<String, String> each : others.entrySet()) {
            other = other.replace(each.getKey(), each.getValue());
        }
        List<String> words = new ArrayList<>(List.of(other.split(" ")));
        for (int i = 0; i < words.size() / 8; i++) {
            words.set(random.nextInt(words.size()), "so");
        }
        return String.join(" ", words);
    }
}
