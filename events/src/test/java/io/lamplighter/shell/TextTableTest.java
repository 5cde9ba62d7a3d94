package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void toString_shortCells_areInColumns() {
        TextTable table = new TextTable(80, "Step", "State");
        table.row("a", "on");
        table.row("abcdef", "off");

        assertThat(table.toString()).isEqualTo("""
                 Step    State
                 a       on
                 abcdef  off""");
    }

    @Test
    void toString_longLastCell_isWrappedAtTheEdgeAndStartsBesideItsRow() {
        TextTable table = new TextTable(40, "Step", "Why");
        table.row("a", "one two three four five six seven eight nine");

        assertThat(table.toString()).isEqualTo("""
                 Step  Why
                 a     one two three four five six seven
                       eight nine""");
        assertThat(table.toString().lines()).allMatch(l -> l.length() <= 40);
    }

    @Test
    void toString_wrappedMiddleCell_keepsTheRowTogether() {
        TextTable table = new TextTable(80, "Call", "State");
        table.row("a-word-of-many-letters-and-then another-one-as-long-as-it", "on");

        assertThat(table.toString().lines().skip(1))
                .first()
                .asString()
                .contains("a-word-of")
                .endsWith("on");
    }

    @Test
    void toString_wordLongerThanItsColumn_isCutAtAJoint() {
        TextTable table = new TextTable(46, "Result", "Why");
        table.row("proposed", "would call Microsoft.Network/networkWatchers/flowLogs/write");

        assertThat(table.toString()).isEqualTo("""
                 Result    Why
                 proposed  would call
                           Microsoft.Network/networkWatchers/
                           flowLogs/write""");
    }

    @Test
    void toString_broadColumnBesideSentences_isNarrowedForThem() {
        TextTable table = new TextTable(92, "Resource", "State", "Why");
        table.row(
                "shop/storageaccounts/shopexports/queueservices",
                "missing",
                "no diagnostic setting sends its logs; it can be large");

        assertThat(table.toString()).isEqualTo("""
                 Resource                           State    Why
                 shop/storageaccounts/shopexports/  missing  no diagnostic setting sends its logs; it can
                 queueservices                               be large""");
    }

    @Test
    void row_hostileCell_isOneRowOfPlainText() {
        TextTable table = new TextTable(120, "Name");
        table.row("x\n\u001b[31m \u202e@|red y|@ <script>");

        assertThat(table.toString().lines()).hasSize(2);
        assertThat(table.toString()).contains("x\\u{A}\\u{1B}[31m \\u{202E}@|red y|@ <script>");
    }

    @Test
    void row_idOfAzure_isShortenedToWhatTellsItApart() {
        TextTable table = new TextTable(118, "Resource");
        table.row("deleted x on /subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups/shop/providers/"
                + "Microsoft.Network/virtualNetworks/hub/subnets/web");
        table.row("/subscriptions/22222222-3333-4444-5555-666666666666");
        table.row("/subscriptions/22222222-3333-4444-5555-666666666666/resourcegroups/shop/providers/"
                + "microsoft.storage/storageaccounts/payroll/blobservices/default");

        assertThat(table.toString())
                .contains("deleted x on shop/virtualNetworks/hub/subnets/web")
                .containsPattern("shop/storageaccounts/payroll/blobservices\n?$")
                .contains("/subscriptions/22222222-3333-4444-5555-666666666666");
    }
}
