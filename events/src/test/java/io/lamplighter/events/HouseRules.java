package io.lamplighter.events;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house, the same for each cloud: a cloud's own test takes them all with {@code ArchTests.in}. */
public final class HouseRules {
    private static final String[] SDKS = {"software.amazon.awssdk..", "com.azure.."};

    private HouseRules() {}

    @ArchTest
    public static final ArchRule entryPointsAndParsers_haveNoSdk = noClasses()
            .that()
            .resideInAnyPackage("io.lamplighter.*.function..", "io.lamplighter.*.alert..", "io.lamplighter.*.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SDKS)
            .because("what decides and what shows must run without a cloud");

    @ArchTest
    public static final ArchRule environment_isReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.lamplighter.*.clients..", "io.lamplighter.*.cli..", "io.lamplighter.*.function..", "..shell..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("every setting is read, checked and documented once");

    @ArchTest
    public static final ArchRule sources_standAlone = slices().matching("io.lamplighter.*.source.(*)..")
            .should()
            .notDependOnEachOther()
            .because("a source is added or dropped as one folder");

    @ArchTest
    public static final ArchRule enrichers_standAlone = slices().matching("io.lamplighter.*.enrich.(*)..")
            .should()
            .notDependOnEachOther()
            .because("one that fails or goes must hide no other");

    @ArchTest
    public static final ArchRule whatCalls_declaresItsGrants = classes()
            .that()
            .implement(LogSource.class)
            .or()
            .implement(Enricher.class)
            .or()
            .implement(Scoper.class)
            .or()
            .implement(HandsOff.class)
            .or()
            .implement(EvidenceStore.class)
            .or()
            .implement(Accounts.class)
            .or()
            .implement(Ledger.class)
            .should()
            .beAnnotatedWith(Grants.class)
            .because("the roles are built from the grants");

    @ArchTest
    public static final ArchRule judges_areStatic = methods()
            .that()
            .areDeclaredInClassesThat()
            .implement(LogSource.class)
            .and()
            .haveNameStartingWith("judge")
            .and()
            .areNotPublic()
            .should()
            .beStatic()
            .because("a static judge cannot reach a client")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule nobodyElse_makesApprovals = noClasses()
            .that()
            .resideOutsideOfPackage("io.lamplighter.events..")
            .should()
            .callConstructorWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(type(Approved.class))))
            .because("only what the Guard approved is enacted");

    @ArchTest
    public static final ArchRule names_sayWhatThingsAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Processor")
            .because("such a name says nothing");

    @ArchTest
    public static final ArchRule enrichers_areInTheirPackage = classes()
            .that()
            .implement(Enricher.class)
            .should()
            .resideInAPackage("io.lamplighter.*.enrich..")
            .because("one thing to look up is one folder")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule clouds_neverMeet = slices().matching("io.lamplighter.(aws|azure)..")
            .should()
            .notDependOnEachOther()
            .because("each is deployed without the other");
}
