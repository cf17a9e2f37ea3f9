// SPDX-License-Identifier: Apache-2.0
package example;

// SHOW
/** What the rest of the program asks; LangChain4j implements it. */
public interface Desk {

    String ask(String question);
}
// END
