// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.text.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisTest {

    private static final Analysis WORDS = new Analysis(Vocabulary.EMPTY, 0, 0);
    private static final Vocabulary TERMS =
            new Vocabulary(List.of(new Vocabulary.Term("特化", "トッカ", List.of("specialization", "限定 業務"))));

    @TempDir
    private Path folder;

    @Test
    void synonymsFindEachOther() {
        List<SourceDocument> documents = List.of(
                SourceDocument.plainText("a", "このサービスは医療分野に特化しています。"),
                SourceDocument.plainText("b", "口座の開設には本人確認書類が必要です。"));
        assertThat(found(WORDS, documents, "限定業務とは何ですか")).doesNotContain("a");
        assertThat(found(WORDS.withVocabulary(TERMS), documents, "限定業務とは何ですか")).startsWith("a");
    }

    @Test
    void pairsOfCharactersFindWhatTheDictionaryCutsOtherwise() {
        List<SourceDocument> documents = List.of(SourceDocument.plainText("a", "外国人の参政権について述べる。"));
        assertThat(found(WORDS, documents, "政権")).isEmpty();
        assertThat(found(WORDS.withBigrams(0.5), documents, "政権")).containsExactly("a");
    }

    @Test
    void pairsOfWordsTellAnArticleFromItsNumber() {
        List<SourceDocument> documents = List.of(
                SourceDocument.plainText("a", "第5条 届出は24日以内に行う。"), SourceDocument.plainText("b", "第24条 届出は5日以内に行う。"));
        assertThat(found(WORDS.withAdjacency(1), documents, "第24条")).startsWith("b");
    }

    @Test
    void longQuestionsAreSearched() {
        List<SourceDocument> documents = List.of(SourceDocument.plainText("a", "有価証券の募集または売出しを行う。"));
        StringBuilder question = new StringBuilder("有価証券の募集");
        for (int i = 0; i < 900; i++) {
            question.appendCodePoint(0x4E00 + i);
        }
        assertThat(found(Analysis.DEFAULT, documents, question.toString())).containsExactly("a");
    }

    @Test
    void refusesAnIndexOfOtherTerms() {
        index(Analysis.DEFAULT, List.of(SourceDocument.plainText("a", "特化")), folder);
        IndexSettings other = IndexSettings.DEFAULT.withAnalysis(Analysis.DEFAULT.withVocabulary(TERMS));
        assertThatThrownBy(() -> LuceneIndex.openLexical(folder, other))
                .isInstanceOf(IncompatibleIndexException.class)
                .hasMessageContaining("analysis");
        IndexSettings weights = IndexSettings.DEFAULT.withAnalysis(Analysis.DEFAULT.withAdjacency(0));
        LuceneIndex.openLexical(folder, weights).close();
    }

    @Test
    void weightsAndVocabularyAreDescribed() {
        assertThat(Analysis.DEFAULT.describe())
                .isNotEqualTo(Analysis.DEFAULT.withAdjacency(0.4).describe())
                .isNotEqualTo(Analysis.DEFAULT.withVocabulary(TERMS).describe());
        assertThatThrownBy(() -> Analysis.DEFAULT.withBigrams(Double.NaN)).hasMessageContaining("bigrams");
    }

    private List<String> found(Analysis analysis, List<SourceDocument> documents, String question) {
        Path at = folder.resolve(String.valueOf(analysis.hashCode()));
        index(analysis, documents, at);
        try (LuceneIndex index = LuceneIndex.openLexical(at, IndexSettings.DEFAULT.withAnalysis(analysis))) {
            return index.retrieve(Query.of(question, 5)).stream()
                    .map((Passage passage) -> passage.source().document())
                    .toList();
        }
    }

    private static void index(Analysis analysis, List<SourceDocument> documents, Path at) {
        try (LuceneIndex index = LuceneIndex.openLexical(at, IndexSettings.DEFAULT.withAnalysis(analysis))) {
            index.ingest(documents, IngestListener.NONE);
        }
    }
}
