// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tree against the published test vectors of Certificate Transparency, and its laws. */
class MerkleTreeTest {

    private static final List<Hash> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .map(MerkleTree::leafHash)
            .toList();
    private static final List<Hash> ROOTS = Stream.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
            .map(Hash::parse)
            .toList();
    private static final MerkleTree TREE = MerkleTree.of(LEAVES);

    @Test
    void leafHashesAreThePublishedOnes() {
        List<String> published = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
                "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
                "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1");

        assertThat(LEAVES).extracting(Hash::toString).isEqualTo(published);
    }

    @Test
    void nodeHashesAreThePublishedOnes() {
        assertThat(MerkleTree.nodeHash(LEAVES.get(2), LEAVES.get(3)))
                .hasToString("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e");
        assertThat(MerkleTree.nodeHash(LEAVES.get(4), LEAVES.get(5)))
                .hasToString("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a");
        assertThat(MerkleTree.nodeHash(LEAVES.get(6), LEAVES.get(7)))
                .hasToString("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0");
    }

    @Test
    void rootsOfAllSizesAreThePublishedOnes() {
        assertThat(IntStream.rangeClosed(0, 8).mapToObj(TREE::root).toList()).isEqualTo(ROOTS);
        assertThat(TREE.root()).isEqualTo(ROOTS.get(8));
    }

    @ParameterizedTest
    @MethodSource("inclusions")
    void inclusionProofsAreThePublishedOnes(int index, int size, List<String> path) {
        InclusionProof proof = TREE.inclusion(index, size);

        assertThat(proof.path()).extracting(Hash::toString).isEqualTo(path);
        assertThat(proof.verify(LEAVES.get(index), ROOTS.get(size))).isTrue();
    }

    static Stream<Object[]> inclusions() {
        String one = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
        String two = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
        String second = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
        String pair = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
        String fifth = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
        String upper = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
        String last = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
        String four = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
        return Stream.of(
                new Object[] {0, 1, List.of()},
                new Object[] {0, 2, List.of(second)},
                new Object[] {1, 2, List.of(one)},
                new Object[] {2, 3, List.of(two)},
                new Object[] {1, 5, List.of(one, pair, fifth)},
                new Object[] {0, 8, List.of(second, pair, upper)},
                new Object[] {5, 8, List.of(fifth, last, four)});
    }

    @ParameterizedTest
    @MethodSource("consistencies")
    void consistencyProofsAreThePublishedOnes(int first, int size, List<String> path) {
        ConsistencyProof proof = TREE.consistency(first, size);

        assertThat(proof.path()).extracting(Hash::toString).isEqualTo(path);
        assertThat(proof.verify(ROOTS.get(first), ROOTS.get(size))).isTrue();
    }

    static Stream<Object[]> consistencies() {
        String second = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
        String pair = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
        String fifth = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
        String upper = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
        String third = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
        String last = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
        String four = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
        return Stream.of(
                new Object[] {0, 5, List.of()},
                new Object[] {1, 1, List.of()},
                new Object[] {1, 8, List.of(second, pair, upper)},
                new Object[] {2, 5, List.of(pair, fifth)},
                new Object[] {6, 8, List.of(third, last, four)});
    }

    @Property(tries = 200)
    void everyProofVerifiesAndNoOtherLeafOrRootDoes(@ForAll @IntRange(min = 1, max = 70) int size) {
        MerkleTree tree = MerkleTree.of(leaves(size));
        Hash other = MerkleTree.leafHash("other".getBytes(UTF_8));
        for (int i = 0; i < size; i++) {
            InclusionProof inclusion = tree.inclusion(i, size);
            assertThat(inclusion.verify(tree.leaf(i), tree.root())).isTrue();
            assertThat(inclusion.verify(other, tree.root())).isFalse();
            assertThat(inclusion.verify(tree.leaf(i), other)).isFalse();
            ConsistencyProof consistency = tree.consistency(i, size);
            assertThat(consistency.verify(tree.root(i), tree.root())).isTrue();
            assertThat(consistency.verify(other, tree.root())).isFalse();
            assertThat(i > 0 && consistency.verify(tree.root(i), other)).isFalse();
        }
    }

    @Property(tries = 300)
    void aChangedProofDoesNotVerify(
            @ForAll @IntRange(min = 2, max = 60) int size,
            @ForAll @IntRange(min = 0, max = 59) int seed,
            @ForAll @IntRange(min = 0, max = 3) int change) {
        MerkleTree tree = MerkleTree.of(leaves(size));
        int index = seed % size;
        List<Hash> inclusion = changed(tree.inclusion(index, size).path(), change, seed);
        int first = 1 + seed % (size - 1);
        List<Hash> consistency = changed(tree.consistency(first, size).path(), change, seed);

        assertThat(new InclusionProof(index, size, inclusion).verify(tree.leaf(index), tree.root()))
                .isFalse();
        assertThat(new ConsistencyProof(first, size, consistency).verify(tree.root(first), tree.root()))
                .isFalse();
    }

    private static List<Hash> changed(List<Hash> path, int change, int seed) {
        List<Hash> copy = new ArrayList<>(path);
        Hash garbage = MerkleTree.leafHash(("garbage " + seed).getBytes(UTF_8));
        switch (change) {
            case 0 -> copy.add(garbage);
            case 1 -> copy.add(0, garbage);
            case 2 -> copy.set(seed % copy.size(), garbage);
            default -> copy.remove(seed % copy.size());
        }
        return copy;
    }

    @Property(tries = 100)
    void theFrontierHasTheRootOfTheTree(@ForAll @IntRange(min = 0, max = 300) int size) {
        Frontier frontier = new Frontier();
        List<Hash> leaves = leaves(size);
        leaves.forEach(frontier::add);

        assertThat(frontier.root()).isEqualTo(MerkleTree.of(leaves).root());
        assertThat(frontier.size()).isEqualTo(size);
    }

    private static List<Hash> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> MerkleTree.leafHash(("record " + i).getBytes(UTF_8)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"-1, 8", "8, 8", "0, 9"})
    void whatIsNotInTheTreeHasNoProof(int index, int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> TREE.inclusion(index, size));
    }

    @Test
    void aSmallerTreeIsNoContinuation() {
        assertThatIllegalArgumentException().isThrownBy(() -> TREE.consistency(6, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(3, 2, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(2, 2, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.parse("00"));
        assertThat(new ConsistencyProof(3, 5, List.of()).verify(ROOTS.get(3), ROOTS.get(5)))
                .isFalse();
    }
}
