package io.lamplighter.aws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.lamplighter.events.Accounts;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.EvidenceStore;
import io.lamplighter.events.Grants;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Scoper;

@AnalyzeClasses(packages = "io.lamplighter.aws", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SDK = "software.amazon.awssdk..";

    @ArchTest
    static final ArchRule entryPointsAndParsers_haveNoSdk = noClasses()
            .that()
            .resideInAnyPackage("..aws.function..", "..aws.alert..", "..aws.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SDK)
            .because("what decides and what shows must run without a cloud");

    @ArchTest
    static final ArchRule clients_areBuiltInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..aws.clients..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(DescribedPredicate.and(
                    HasName.Predicates.name("builder"),
                    HasOwner.Predicates.With.owner(simpleNameEndingWith("Client")))))
            .because("a client built elsewhere could reach an account that the settings do not allow");

    @ArchTest
    static final ArchRule environment_isReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("..aws.clients..", "..aws.cli..", "..aws.function..", "..shell..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("every setting is read, checked and documented once");

    @ArchTest
    static final ArchRule sources_standAlone = slices().matching("io.lamplighter.aws.source.(*)..")
            .should()
            .notDependOnEachOther()
            .because("a source is added or dropped as one folder");

    @ArchTest
    static final ArchRule enrichers_standAlone = slices().matching("io.lamplighter.aws.enrich.(*)..")
            .should()
            .notDependOnEachOther()
            .because("one that fails or goes must hide no other");

    @ArchTest
    static final ArchRule whatCalls_declaresItsGrants = classes()
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
    static final ArchRule judges_areStatic = methods()
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
    static final ArchRule nobodyElse_makesApprovals = noClasses()
            .that()
            .resideOutsideOfPackage("io.lamplighter.events..")
            .should()
            .callConstructorWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(type(Approved.class))))
            .because("only what the Guard approved is enacted");

    @ArchTest
    static final ArchRule names_sayWhatThingsAre = noClasses()
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
    static final ArchRule enrichers_areInTheirPackage = classes()
            .that()
            .implement(Enricher.class)
            .should()
            .resideInAPackage("..aws.enrich..")
            .because("one thing to look up is one folder")
            .allowEmptyShould(true);
}
