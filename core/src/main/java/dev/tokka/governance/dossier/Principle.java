// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

/**
 * The eight principles by which a dossier is ordered.
 *
 * @see <a href="https://www.fsa.go.jp/common/law/ginkou/pdf_02.pdf">Financial Services Agency, Principles for Model Risk
 *     Management (12 November 2021), part V</a>
 */
public enum Principle {
    /** Who answers for a model, and that those who build, validate and approve it are different people. */
    GOVERNANCE(
            1,
            Phrase.of("Governance", "ガバナンス"),
            Phrase.of(
                    "the board's policy, the three lines of defence, and the skills of the people named here",
                    "取締役会等が定めた方針、3つの防衛線の体制、記載された担当者の専門性")),
    /** Which models there are, and how much harm each may do. */
    IDENTIFICATION(
            2,
            Phrase.of("Model identification, inventory and risk rating", "モデルの特定、インベントリー管理及びリスク格付"),
            Phrase.of("models that nobody registered, and the reasons for a risk rating", "登録されていないモデル、リスク格付の判断根拠")),
    /** What a model is made of. */
    DEVELOPMENT(
            3,
            Phrase.of("Model development", "モデル開発"),
            Phrase.of("why this approach was chosen, and how a vendor trained its weights", "手法の選択理由、ベンダーによる重みの学習過程")),
    /** For what, by whom, on which conditions and how long a model is allowed. */
    APPROVAL(
            4,
            Phrase.of("Model approval", "モデル承認"),
            Phrase.of(
                    "whether the conditions are kept in practice, and who the names are",
                    "承認条件が実際に守られているか、記載された氏名の本人確認")),
    /** What a model does in use. */
    MONITORING(
            5,
            Phrase.of("Ongoing monitoring", "継続モニタリング"),
            Phrase.of(
                    "whether answers were right, unless a monitor or an experiment measured it; complaints of customers",
                    "回答の正しさ（モニターや評価実験で測定したものを除く）、顧客からの苦情")),
    /** What an examination by others has shown. */
    VALIDATION(
            6,
            Phrase.of("Model validation", "モデル検証"),
            Phrase.of(
                    "a judgement of the model's concept, and whether the numbers are good enough for the purpose",
                    "モデルの概念的健全性の評価、測定値が用途に照らして十分かどうかの判断")),
    /** What comes from outside. */
    EXTERNAL_RESOURCES(
            7,
            Phrase.of("Vendor products and use of external resources", "ベンダー・モデル及び外部リソースの活用"),
            Phrase.of(
                    "contracts, audits of the vendor, and what a vendor changes under one name",
                    "契約、ベンダーに対する監査、ベンダーが同じ名称のまま行う変更")),
    /** What shows that the records are whole, and who changed what. */
    INTERNAL_AUDIT(
            8,
            Phrase.of("Internal audit", "内部監査"),
            Phrase.of(
                    "the work of internal audit itself; the log and the history are what it can look at",
                    "内部監査の実施そのもの（ここにあるのは、監査が確認できるログと変更履歴）"));

    private final int number;
    private final String english;
    private final String japanese;
    private final String outsideEnglish;
    private final String outsideJapanese;

    Principle(int number, Phrase title, Phrase outside) {
        this.number = number;
        this.english = title.english();
        this.japanese = title.japanese();
        this.outsideEnglish = outside.english();
        this.outsideJapanese = outside.japanese();
    }

    /** Returns its number, from 1 to 8. */
    public int number() {
        return number;
    }

    /** Returns its name. */
    public Phrase title() {
        return Phrase.of(english, japanese);
    }

    /** Returns what belongs to it but no record of this library can show. */
    public Phrase outside() {
        return Phrase.of(outsideEnglish, outsideJapanese);
    }
}
